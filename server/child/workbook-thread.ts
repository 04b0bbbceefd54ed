import { writeWorkbook } from '@/server/formats/workbook-export'
import { answerStarter } from './answer-starter'
import type { WorkbookJob } from './write-apart'

// What runs in the thread: the sheets it is given become the bytes of a file.
void answerStarter<WorkbookJob>(({ sheets, cut }) => writeWorkbook(sheets, cut))
