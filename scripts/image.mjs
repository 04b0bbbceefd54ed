import { copyImageFiles } from './setup/image-files.mjs'

// Copies what the image holds into the folder that is named; run by the Dockerfile after the build.
copyImageFiles(process.argv[2] ?? 'image')
