/**
 * One new hire of an occupation in a word or a few, by SOC code, where the rules of `jobWord` make none of its title: titles
 * that list several jobs, leave something out or end in "All Other". Each was looked at by a person.
 */
export const jobNouns: ReadonlyMap<string, string> = new Map(
  `
11-1021 operations manager
11-2011 advertising or promotions manager
11-3021 IT manager
11-3071 transportation or distribution manager
11-3111 compensation and benefits manager
11-3131 training manager
11-9013 farm or ranch manager
11-9031 child care center director
11-9032 school administrator
11-9033 college administrator
11-9039 education administrator
11-9041 architectural or engineering manager
11-9072 entertainment or recreation manager
11-9111 health services manager
11-9131 postmaster
11-9141 property manager
11-9151 social and community service manager
11-9179 personal service manager
11-9199 manager
13-1011 agent or business manager
13-1021 farm products buyer
13-1022 wholesale or retail buyer
13-1023 purchasing agent
13-1031 claims adjuster
13-1032 auto damage appraiser
13-1121 event planner
13-1141 compensation and benefits specialist
13-1151 training specialist
13-1161 marketing specialist
13-1199 business operations specialist
13-2011 accountant or auditor
13-2022 personal property appraiser
13-2023 real estate appraiser
13-2051 financial analyst
13-2081 tax examiner
13-2099 financial specialist
15-1221 computer research scientist
15-1231 network support specialist
15-1232 user support specialist
15-1244 network and systems administrator
15-1253 software quality analyst or tester
15-1255 web or interface designer
15-1299 computer specialist
15-2099 mathematical science specialist
17-1011 architect
17-1021 cartographer or photogrammetrist
17-2031 biomedical engineer
17-2072 electronics engineer
17-2111 health and safety engineer
17-2121 marine engineer or naval architect
17-2151 mining engineer
17-2199 engineer
17-3011 architectural or civil drafter
17-3012 electrical drafter
17-3019 drafter
17-3021 aerospace technician
17-3022 civil engineering technician
17-3023 electronics engineering technician
17-3024 mechatronics technician
17-3025 environmental engineering technician
17-3026 industrial engineering technician
17-3027 mechanical engineering technician
17-3028 calibration technician
17-3029 engineering technician
17-3031 survey or mapping technician
19-1012 food scientist
19-1013 soil or plant scientist
19-1021 biochemist or biophysicist
19-1023 wildlife biologist
19-1029 biological scientist
19-1042 medical scientist
19-1099 life scientist
19-2021 atmospheric or space scientist
19-2041 environmental scientist
19-2042 geoscientist
19-2099 physical scientist
19-3033 clinical or counseling psychologist
19-3039 psychologist
19-3051 urban or regional planner
19-3091 anthropologist or archeologist
19-3099 social scientist
19-4042 environmental technician
19-4043 geological technician
19-4071 forest and conservation technician
19-4099 science technician
19-5011 occupational safety specialist
19-5012 occupational safety technician
21-1011 substance abuse counselor
21-1012 school or career counselor
21-1013 marriage and family therapist
21-1019 counselor
21-1021 family and school social worker
21-1023 mental health social worker
21-1029 social worker
21-1092 probation officer
21-1093 human service assistant
21-1099 community service specialist
21-2011 member of the clergy
21-2021 religious education director
21-2099 religious worker
23-1021 administrative law judge
23-1022 arbitrator or mediator
23-1023 judge or magistrate
23-2011 paralegal
23-2093 title examiner
23-2099 legal support worker
25-1011 college business teacher
25-1021 college computer science teacher
25-1022 college mathematics teacher
25-1031 college architecture teacher
25-1032 college engineering teacher
25-1041 college agriculture teacher
25-1042 college biology teacher
25-1043 college forestry teacher
25-1051 college earth science teacher
25-1052 college chemistry teacher
25-1053 college environmental science teacher
25-1054 college physics teacher
25-1061 college anthropology teacher
25-1062 college cultural studies teacher
25-1063 college economics teacher
25-1064 college geography teacher
25-1065 college political science teacher
25-1066 college psychology teacher
25-1067 college sociology teacher
25-1069 college social science teacher
25-1071 college health teacher
25-1072 college nursing teacher
25-1081 college education teacher
25-1082 college library science teacher
25-1111 college criminal justice teacher
25-1112 college law teacher
25-1113 college social work teacher
25-1121 college arts teacher
25-1122 college communications teacher
25-1123 college English teacher
25-1124 college foreign language teacher
25-1125 college history teacher
25-1126 college philosophy or religion teacher
25-1192 college family and consumer science teacher
25-1193 college recreation and fitness teacher
25-1194 college technical education teacher
25-1199 college teacher
25-2011 preschool teacher
25-2012 kindergarten teacher
25-2021 elementary school teacher
25-2022 middle school teacher
25-2023 middle school technical education teacher
25-2031 high school teacher
25-2032 high school technical education teacher
25-2051 preschool special education teacher
25-2055 kindergarten special education teacher
25-2056 elementary school special education teacher
25-2057 middle school special education teacher
25-2058 high school special education teacher
25-2059 special education teacher
25-3011 adult education teacher
25-3031 substitute teacher
25-3099 teacher or instructor
25-4013 museum technician or conservator
25-4022 librarian
25-9021 farm and home management educator
25-9042 teaching assistant
25-9043 special education teaching assistant
25-9044 college teaching assistant
25-9049 teaching assistant
25-9099 education or library worker
27-1013 fine artist
27-1014 special effects artist or animator
27-1019 artist
27-1021 commercial or industrial designer
27-1026 merchandise displayer
27-1027 set or exhibit designer
27-1029 designer
27-2012 producer or director
27-2021 professional athlete
27-2022 coach or scout
27-2023 sports official
27-2041 music director or composer
27-2042 musician or singer
27-2091 disc jockey
27-2099 entertainer
27-3011 broadcast announcer
27-3023 reporter
27-3043 writer
27-3091 interpreter or translator
27-3092 court reporter or captioner
27-3099 media and communication worker
27-4011 audio and video technician
27-4031 camera operator
27-4032 film or video editor
27-4099 media equipment worker
29-1021 dentist
29-1022 oral surgeon
29-1029 dental specialist
29-1031 dietitian or nutritionist
29-1129 therapist
29-1161 nurse midwife
29-1218 obstetrician or gynecologist
29-1221 pediatrician
29-1222 pathologist
29-1229 physician
29-1241 ophthalmologist
29-1242 orthopedic surgeon
29-1249 surgeon
29-1299 health care practitioner
29-2011 medical laboratory technologist
29-2012 medical laboratory technician
29-2031 cardiovascular technician
29-2034 radiologic technologist
29-2035 MRI technologist
29-2056 veterinary technician
29-2061 licensed practical nurse
29-2081 dispensing optician
29-2091 orthotist or prosthetist
29-2099 health technician
29-9021 health information technologist
29-9099 health care practitioner
31-9096 veterinary assistant
31-9099 health care support worker
33-1011 correctional supervisor
33-1012 police supervisor
33-1021 firefighting supervisor
33-1091 security supervisor
33-1099 protective service supervisor
33-2021 fire inspector
33-2022 forest fire inspector
33-3012 correctional officer
33-3021 detective
33-3031 fish and game warden
33-3051 patrol officer
33-3052 transit or railroad police officer
33-9021 private investigator
33-9031 gambling surveillance officer
33-9091 crossing guard or flagger
33-9092 lifeguard or ski patroller
33-9099 protective service worker
35-1011 chef or head cook
35-1012 food service supervisor
35-2011 fast food cook
35-2012 institution or cafeteria cook
35-2013 private household cook
35-2014 restaurant cook
35-2015 short order cook
35-2019 cook
35-3023 fast food or counter worker
35-3031 waiter or waitress
35-3041 food server
35-9011 dining room attendant
35-9031 restaurant host
35-9099 food service worker
37-1011 housekeeping supervisor
37-1012 landscaping supervisor
37-2011 janitor
37-2012 housekeeper
37-2019 building cleaner
37-3011 landscaping worker
37-3012 pesticide applicator
37-3013 tree trimmer
37-3019 grounds maintenance worker
39-1013 gambling services supervisor
39-1014 recreation supervisor
39-1022 personal service supervisor
39-3012 sports book writer
39-3019 gambling service worker
39-3031 usher or ticket taker
39-3091 amusement and recreation attendant
39-3093 locker room attendant
39-3099 entertainment attendant
39-4031 funeral director
39-5012 hairstylist or cosmetologist
39-5091 theatrical makeup artist
39-5092 manicurist or pedicurist
39-6011 baggage porter or bellhop
39-7011 tour guide
39-9031 fitness trainer or instructor
39-9099 personal care worker
41-1011 retail sales supervisor
41-1012 sales supervisor
41-2012 casino booth cashier
41-2021 counter and rental clerk
41-3031 securities sales agent
41-3091 services sales representative
41-4011 technical sales representative
41-4012 wholesale sales representative
41-9011 product demonstrator
41-9091 door-to-door salesperson
41-9099 sales worker
43-1011 office supervisor
43-2011 switchboard operator
43-2099 communications equipment operator
43-3011 bill collector
43-3021 billing clerk
43-3031 bookkeeping clerk
43-3051 payroll clerk
43-3099 financial clerk
43-4031 court or license clerk
43-4041 credit clerk
43-4061 eligibility interviewer
43-4081 hotel desk clerk
43-4111 interviewer
43-4121 library assistant
43-4131 loan interviewer or clerk
43-4161 human resources assistant
43-4171 receptionist
43-4181 reservation or ticket agent
43-4199 information clerk
43-5011 cargo and freight agent
43-5021 courier or messenger
43-5032 dispatcher
43-5041 utility meter reader
43-5053 postal mail sorter
43-5061 production planning clerk
43-5071 shipping and receiving clerk
43-5111 weigher or checker
43-6011 executive assistant
43-6012 legal secretary
43-6013 medical secretary
43-6014 administrative assistant
43-9022 word processor or typist
43-9041 insurance claims clerk
43-9051 mail clerk
43-9061 office clerk
43-9071 office machine operator
43-9081 proofreader
43-9199 office support worker
45-1011 farming or forestry supervisor
45-2041 agricultural grader
45-2092 crop or nursery worker
45-2093 ranch or livestock worker
45-2099 agricultural worker
45-3031 fishing or hunting worker
45-4011 forest and conservation worker
45-4023 log grader
45-4029 logging worker
47-1011 construction supervisor
47-2021 brick or block mason
47-2042 floor layer
47-2043 floor sander or finisher
47-2044 tile or stone setter
47-2051 cement mason or concrete finisher
47-2053 terrazzo worker
47-2071 paving equipment operator
47-2073 construction equipment operator
47-2081 drywall installer
47-2082 drywall taper
47-2131 insulation worker
47-2132 mechanical insulation worker
47-2141 painter
47-2152 plumber or pipefitter
47-2161 plasterer or stucco mason
47-2171 rebar worker
47-2221 structural iron and steel worker
47-3011 masonry helper
47-3012 carpenter helper
47-3013 electrician helper
47-3014 painter or plasterer helper
47-3015 plumbing and pipefitting helper
47-3016 roofer helper
47-3019 construction trades helper
47-4011 construction and building inspector
47-4021 elevator mechanic
47-4061 railroad track maintenance worker
47-4071 septic tank or sewer servicer
47-4099 construction worker
47-5011 oil and gas derrick operator
47-5012 oil and gas rotary drill operator
47-5013 oil and gas service unit operator
47-5022 excavating machine operator
47-5023 earth driller
47-5032 explosives worker
47-5043 mine roof bolter
47-5044 underground loading machine operator
47-5049 underground mining machine operator
47-5051 quarry rock splitter
47-5071 oil and gas roustabout
47-5081 extraction helper
47-5099 extraction worker
49-1011 maintenance and repair supervisor
49-2011 office machine repairer
49-2021 tower equipment installer
49-2022 telecommunications equipment installer
49-2092 electric motor and power tool repairer
49-2093 transportation electronics installer
49-2094 industrial electronics repairer
49-2095 powerhouse and substation repairer
49-2096 vehicle electronics installer
49-2097 audiovisual equipment installer
49-2098 security and fire alarm installer
49-3011 aircraft mechanic
49-3021 auto body repairer
49-3022 auto glass installer
49-3023 automotive technician
49-3031 bus or truck mechanic
49-3041 farm equipment mechanic
49-3042 heavy equipment mechanic
49-3051 motorboat mechanic
49-3053 small engine mechanic
49-3093 tire repairer
49-9012 control and valve installer
49-9021 HVAC mechanic
49-9043 machinery maintenance worker
49-9045 refractory repairer
49-9051 power line installer
49-9052 telecommunications line installer
49-9061 camera repairer
49-9063 musical instrument repairer
49-9064 watch and clock repairer
49-9069 precision instrument repairer
49-9071 maintenance and repair worker
49-9091 vending machine repairer
49-9094 locksmith
49-9095 manufactured home installer
49-9097 signal and track switch repairer
49-9098 maintenance and repair helper
49-9099 installation and repair worker
51-1011 production supervisor
51-2011 aircraft assembler
51-2021 coil winder
51-2022 electronic equipment assembler
51-2031 engine assembler
51-2041 structural metal fabricator
51-2051 fiberglass fabricator
51-2061 timing device assembler
51-2099 assembler or fabricator
51-3021 butcher or meat cutter
51-3022 meat or fish cutter
51-3023 slaughterer or meat packer
51-3091 food roasting or baking machine operator
51-3093 food cooking machine operator
51-3099 food processing worker
51-4021 extruding machine operator
51-4022 forging machine operator
51-4023 rolling machine operator
51-4031 cutting and press machine operator
51-4032 drilling machine operator
51-4033 grinding and polishing machine operator
51-4034 lathe operator
51-4035 milling machine operator
51-4051 metal furnace operator
51-4052 metal pourer or caster
51-4061 metal or plastic model maker
51-4062 metal or plastic patternmaker
51-4071 foundry mold or core maker
51-4072 molding machine operator
51-4081 multiple machine tool operator
51-4111 tool and die maker
51-4121 welder
51-4122 welding machine operator
51-4191 heat treating equipment operator
51-4192 layout worker
51-4193 plating machine operator
51-4194 tool grinder or sharpener
51-4199 metal or plastic worker
51-5111 prepress technician
51-5113 print binding or finishing worker
51-6011 laundry or dry-cleaning worker
51-6021 textile presser
51-6041 shoe or leather worker
51-6042 shoe machine operator
51-6051 hand sewer
51-6052 tailor or dressmaker
51-6061 textile dyeing machine operator
51-6062 textile cutting machine operator
51-6063 knitting or weaving machine operator
51-6064 textile winding machine operator
51-6091 fiber extruding machine operator
51-6092 fabric patternmaker
51-6099 textile or furnishings worker
51-7011 cabinetmaker
51-7031 wood model maker
51-7032 wood patternmaker
51-7041 sawing machine operator
51-7042 woodworking machine operator
51-7099 woodworker
51-8012 power distributor or dispatcher
51-8021 stationary engineer or boiler operator
51-8031 water or wastewater plant operator
51-8091 chemical plant operator
51-8093 petroleum refinery operator
51-8099 plant operator
51-9011 chemical equipment operator
51-9012 separating and filtering machine operator
51-9021 crushing and grinding machine operator
51-9022 hand grinder or polisher
51-9023 mixing and blending machine operator
51-9031 hand cutter or trimmer
51-9032 cutting and slicing machine operator
51-9041 forming and pressing machine operator
51-9051 furnace or kiln operator
51-9061 quality inspector
51-9071 jeweler or precious metal worker
51-9111 packaging and filling machine operator
51-9123 painting and coating worker
51-9124 coating and spraying machine operator
51-9151 photo processing worker
51-9161 CNC tool operator
51-9162 CNC tool programmer
51-9191 adhesive bonding machine operator
51-9192 washing and cleaning equipment operator
51-9193 cooling and freezing equipment operator
51-9194 etcher or engraver
51-9195 molder or caster
51-9196 paper goods machine operator
51-9198 production helper
51-9199 production worker
53-1042 material handling supervisor
53-1043 vehicle operations supervisor
53-1044 passenger attendant supervisor
53-1049 transportation supervisor
53-2011 airline pilot
53-3011 ambulance driver or attendant
53-3031 delivery driver and salesperson
53-3032 heavy truck driver
53-3051 school bus driver
53-3052 transit or intercity bus driver
53-3053 shuttle driver or chauffeur
53-3099 motor vehicle operator
53-4013 rail yard engineer
53-4022 railroad brake or signal operator
53-4031 railroad conductor or yardmaster
53-4041 subway or streetcar operator
53-4099 rail transportation worker
53-5011 sailor or marine oiler
53-5021 ship captain or mate
53-6011 bridge or lock tender
53-6031 vehicle service attendant
53-6099 transportation worker
53-7011 conveyor operator
53-7021 crane operator
53-7041 hoist or winch operator
53-7051 forklift operator
53-7061 vehicle cleaner
53-7062 freight and material mover
53-7063 machine feeder
53-7064 hand packer
53-7065 stocker or order filler
53-7071 gas pumping station operator
53-7072 pump operator
53-7081 refuse and recycling collector
53-7121 tank car or ship loader
53-7199 material moving worker
55-1012 aircraft launch and recovery officer
55-1014 artillery and missile officer
55-1015 command and control center officer
55-1019 military tactical operations leader
55-2011 air crew supervisor
55-2012 weapons crew supervisor
55-2013 tactical operations supervisor
55-3012 aircraft launch and recovery specialist
55-3014 artillery and missile crew member
55-3015 command and control center specialist
55-3016 infantry soldier
55-3018 special forces soldier
55-3019 enlisted tactical operations specialist
`
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', ...noun] = line.split(' ')
      return [code, noun.join(' ')]
    }),
)
