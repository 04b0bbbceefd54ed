/** What people call the industries of NAICS 2017 that employers of this field are in, by code, as a person has looked at it. */
export const industryWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  `
11     Agriculture; Farming
111    Farm; Crop farm; Grain farm
111421 Nursery; Tree nursery
112    Livestock farm
112120 Dairy; Dairy farm
1133   Logging company
115    Farm services
21     Mine; Mining company
2111   Oil company; Gas company; Oil and gas
212321 Gravel pit; Sand and gravel
213112 Oilfield services
221    Utility; Public utility
2211   Power company; Electric utility; Electric company; Power plant
221114 Solar farm
221115 Wind farm
2212   Gas utility
221310 Water utility; Water department; Water works
221320 Sewer utility; Wastewater plant
23     Construction company; Contractor; Builder
236115 Home builder; House builder
236118 Remodeling; Remodeler; Home remodeling
236220 General contractor; Commercial contractor; Commercial construction
237130 Line contractor; Power line construction
237310 Paving; Paving contractor; Road construction; Asphalt contractor
238110 Concrete contractor
238120 Steel erection; Ironworks
238130 Framing contractor
238140 Masonry; Mason; Bricklayer
238160 Roofer; Roofing; Roofing company
238170 Siding
238210 Electrician; Electrical contractor; Electric contractor; Solar installer; Low voltage contractor
238220 Plumber; Plumbing; Plumbing company; HVAC; HVAC contractor; Heating and cooling; Air conditioning contractor; Mechanical contractor; Sheet metal contractor; Refrigeration contractor
238290 Elevator company; Millwright contractor
238310 Drywall; Drywall contractor
238320 Painter; Painting; Painting contractor
238330 Flooring; Flooring contractor
238350 Carpentry; Carpenter; Finish carpentry
238910 Excavation; Excavating contractor; Demolition
31-33  Factory; Manufacturer; Plant; Manufacturing company; Contract manufacturer
311    Food plant; Food and beverage; Food manufacturer; Food processing; Food processor
3113   Candy maker
3115   Creamery; Dairy plant; Cheese plant
311513 Cheese maker; Cheese factory
3116   Meat packing; Meat plant; Poultry plant; Meat processor
3118   Bakery; Commercial bakery
312111 Soda bottler; Bottling company
312120 Brewery
312130 Winery
312140 Distillery
313    Textile mill
315    Clothing manufacturer; Garment factory
321    Wood products
321113 Sawmill; Lumber mill
321991 Mobile home manufacturer
322    Paper mill; Paper company
322211 Box plant; Corrugated box plant
323111 Printer; Print shop; Printing company; Printing
324110 Refinery; Oil refinery
325    Chemical plant; Chemical company; Chemical manufacturer
3254   Drug maker; Pharmaceuticals; Pharmaceutical company; Biotech manufacturing; Pharma
3261   Plastics; Plastics company; Plastics manufacturer; Injection molding; Injection molder
3262   Rubber company
326211 Tire factory
3272   Glass company; Glass plant
327320 Ready mix; Concrete plant
331    Steel; Steel company; Metals
331110 Steel mill
3315   Foundry; Castings; Die casting
332    Metal fabrication; Fabrication; Metal fabricator; Metal shop; Metalworking
332119 Stamping; Metal stamping; Stamping plant
332312 Structural steel; Steel fabrication; Steel fabricator; Welding shop; Welding
332322 Sheet metal; Sheet metal shop
332710 Machine shop; Machining; Precision machining; CNC shop; CNC machining; Job shop; Machinist
332811 Heat treating; Heat treat shop
332812 Powder coating; Coating shop
332813 Plating; Plating shop; Anodizing
333    Machine builder; Machinery manufacturer; Equipment manufacturer
333111 Farm equipment manufacturer
333415 HVAC manufacturer
333511 Mold maker; Mold shop
333514 Tool and die; Tool and die shop; Tool shop; Die shop
333517 Machine tool builder
334    Electronics; Electronics manufacturer
3344   Chip maker; Circuit boards
334413 Semiconductor; Semiconductors; Chip fab
334418 Circuit board assembly
3345   Instruments manufacturer
335    Electrical equipment
335911 Battery plant; Battery factory
336    Vehicle manufacturer
3361   Car maker; Automaker; Auto plant; Auto manufacturer; Automotive
3363   Auto parts; Auto parts manufacturer; Automotive supplier; Auto supplier
3364   Aerospace; Aerospace company; Aircraft manufacturer; Aviation manufacturer
3366   Shipyard; Boat builder; Boat manufacturer
337    Furniture; Furniture maker; Furniture manufacturer; Furniture factory
337110 Cabinet shop; Cabinet maker; Cabinetmaker
3391   Medical device; Medical devices; Medical device manufacturer
339116 Dental lab; Dental laboratory
339950 Sign company; Sign shop
42     Wholesaler; Wholesale; Distributor; Distribution
4236   Electrical supply; Electrical distributor
423810 Heavy equipment dealer; Construction equipment dealer
423820 Farm equipment dealer; Tractor dealer
4244   Food distributor; Food wholesaler
44-45  Retail; Retailer; Store
441110 Car dealer; Car dealership; Auto dealer; Auto dealership; Dealership
441210 RV dealer
441310 Auto parts store
441320 Tire shop; Tire store
444110 Home center; Home improvement store
444130 Hardware store
444190 Lumber yard
445110 Grocery; Grocery store; Supermarket
446110 Pharmacy; Drugstore; Drug store
446130 Optician; Eyeglass store
447110 Gas station; Convenience store; Truck stop
448    Clothing store
452210 Department store
452311 Big box store; Warehouse club; Superstore
453310 Thrift store
454110 Online store; Online retailer; E-commerce
48-49  Transportation; Transportation company
481    Airline; Airlines
482111 Railroad; Railway
483    Shipping company; Barge line
484    Trucking; Trucking company; Trucker; Truck line
484110 Local trucking; Drayage
484121 Long-haul trucking; Freight; Freight hauler
484210 Moving company; Movers
4851   Transit; Transit agency; Bus company; Public transit
485310 Taxi; Taxi company
485410 School bus; School bus company
488119 Airport
488190 Aircraft maintenance; Aircraft repair
488410 Towing; Tow truck
488510 Freight broker; Freight forwarder; Logistics; Logistics company; 3PL
491110 Post office
492110 Package delivery; Courier; Parcel delivery
493110 Warehouse; Warehousing; Distribution center; Fulfillment center
493120 Cold storage
511110 Newspaper
511210 Software company; Software; App developer
512110 Film production; Video production
515112 Radio station
515120 TV station; Television station
517311 Telecom; Phone company; Internet provider; Cable company; Telephone company; Fiber company
518210 Data center; Web hosting; Cloud hosting
519120 Library
522110 Bank; Commercial bank; Community bank
522130 Credit union
522310 Mortgage broker
523930 Financial planner; Financial advisor
524    Insurance; Insurance company
524210 Insurance agency; Insurance agent; Insurance broker
531    Real estate
531110 Apartments; Apartment complex; Landlord
531210 Realtor; Real estate agency; Real estate agent
531311 Property management; Property manager
5321   Car rental
532412 Equipment rental
541110 Law firm; Lawyer; Attorney; Law office
541211 CPA; CPA firm; Accounting firm; Accountant
541219 Bookkeeper; Bookkeeping
541310 Architect; Architecture firm
541330 Engineering; Engineering firm; Engineering company; Civil engineer
541370 Surveyor; Land surveyor; Survey company
541380 Testing lab; Test lab; Materials testing
541430 Graphic design; Design studio
541511 Software development; Programming; Web development; Web developer
541512 IT; Technology; Tech; Tech company; IT company; IT services; Information technology; Computer services; IT consulting; Cybersecurity; Systems integrator
541513 Managed services; Managed service provider; MSP
541611 Consulting; Consultant; Management consulting
541715 Research lab; R&D; Research and development
541714 Biotech; Biotechnology; Biotech company
541810 Ad agency; Advertising; Marketing agency; Marketing
541921 Photographer
541940 Vet; Veterinarian; Veterinary clinic; Animal hospital; Vet clinic
551    Holding company; Headquarters
561311 Employment agency; Recruiter
561320 Staffing; Staffing agency; Temp agency; Temporary staffing
561422 Call center
561510 Travel agency
561612 Security; Security company; Security guards
561621 Alarm company; Security systems
561710 Pest control; Exterminator
561720 Janitorial; Janitorial service; Cleaning company; Cleaning; Commercial cleaning
561730 Landscaping; Landscaper; Lawn care; Lawn service; Tree service
562111 Garbage; Trash; Trash hauler; Waste hauler; Waste management; Sanitation
562920 Recycling; Recycler; Recycling center
61     Education
611110 School; School district; Public school; High school; Elementary school; K-12 school
611210 Community college; Two-year college
611310 College; University
611430 Corporate training; Training company
6115   Trade school; Technical school; Vocational school
611511 Beauty school; Barber school
611513 Apprenticeship; Apprenticeship training; Training center
62     Health care; Healthcare; Medical; Health care provider
621111 Doctor; Doctor's office; Physician; Medical office; Medical practice; Medical clinic; Clinic
621210 Dentist; Dental office; Dental; Dental practice; Dental clinic
621310 Chiropractor
621320 Optometrist; Eye doctor; Eye clinic
621330 Counseling; Therapist; Mental health
621340 Physical therapy; Physical therapist; Rehab clinic
621420 Behavioral health; Mental health clinic; Addiction treatment; Substance abuse clinic
621491 HMO
621492 Dialysis; Dialysis center
621493 Urgent care; Surgery center
621498 Community health center; Health center
621511 Medical lab; Medical laboratory; Clinical lab
621512 Imaging center; Radiology
621610 Home health; Home health agency; Home care; Home health care; Hospice
621910 Ambulance; Ambulance service; EMS
621991 Blood bank
622    Health system
622110 Hospital; Medical center; Regional hospital; General hospital; Community hospital
622210 Psychiatric hospital
6231   Skilled nursing; SNF
623110 Nursing home; Skilled nursing facility; Care center; Long-term care; Rehab center
623210 Group home
623311 Retirement community; Continuing care
623312 Assisted living; Senior living; Memory care; Assisted living facility
624    Social services; Social service agency; Nonprofit
624120 Adult day care; Senior center; Personal care agency
624210 Food bank; Food pantry
624221 Homeless shelter
624310 Vocational rehab; Job training; Workforce agency; Sheltered workshop
624410 Day care; Daycare; Child care; Childcare; Preschool; Child care center; Head Start
711    Theater
712110 Museum
713110 Amusement park; Theme park
713210 Casino
713910 Golf course; Country club
713940 Gym; Fitness center; Health club
721110 Hotel; Motel; Hotels; Resort; Inn
721120 Casino hotel
721191 Bed and breakfast
721211 Campground; RV park
722310 Food service; Food service contractor; Cafeteria contractor
722320 Caterer; Catering
722330 Food truck
722410 Bar; Tavern; Pub; Brewpub
722511 Restaurant; Diner; Sit-down restaurant
722513 Fast food; Pizza place; Quick service; Takeout; Sandwich shop
722514 Cafeteria; Buffet
722515 Coffee shop; Cafe; Ice cream shop
811111 Auto repair; Auto repair shop; Garage; Car repair; Mechanic; Auto mechanic; Truck repair; Diesel repair; Diesel shop
811121 Body shop; Auto body; Auto body shop; Collision center; Collision repair
811191 Oil change; Quick lube
811192 Car wash
811212 Computer repair; Copier repair
811219 Medical equipment repair; Biomedical equipment service
811310 Equipment repair; Machinery repair; Industrial maintenance; Forklift repair
811411 Small engine repair
811412 Appliance repair
812111 Barber; Barber shop; Barbershop
812112 Salon; Hair salon; Beauty salon; Beauty shop; Hairdresser
812113 Nail salon
812199 Spa; Massage; Tattoo shop
812210 Funeral home; Mortuary
812320 Dry cleaner; Dry cleaners
812332 Uniform service; Industrial laundry
812910 Pet groomer; Kennel; Pet boarding; Dog groomer
813110 Church; Ministry; Congregation
813211 Foundation
813910 Chamber of commerce; Trade association
813930 Union; Labor union
814110 Private household
92     Government; Public agency
921140 City; City government; County government; Town; Municipality; Village
921150 Tribe; Tribal government
922120 Police; Police department; Sheriff
922140 Prison; Jail; Corrections
922160 Fire department; Fire station
923120 Health department; Public health
926120 Highway department; DOT
928110 Military; Army; Navy; Air Force; National Guard
`
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, 7).trim(), line.slice(7).split('; ')] as const),
)
