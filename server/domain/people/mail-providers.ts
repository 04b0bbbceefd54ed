/**
 * Domains that are nobody's own: at mail providers anybody gets an address, at hosts anybody gets a
 * site, and under a public suffix anybody gets a domain. An address there says nothing about whose
 * it is, so it proves no employer and claims no record (METHOD §9).
 *
 * The list is kept by hand, by the country a service is at home in; each line names the provider,
 * whose own sign-up and help pages are the source: there it shows which domains it gives out. To
 * add one, write its registrable domain; what lies below it counts too.
 */
const providers: Record<string, readonly [provider: string, domains: string][]> = {
  world: [
    ['Google', 'gmail.com googlemail.com'],
    ['Microsoft', 'passport.com windowslive.com'],
    ['Yahoo', 'ymail.com rocketmail.com myyahoo.com'],
    ['Apple', 'icloud.com me.com mac.com privaterelay.appleid.com'],
    ['AOL', 'aol.com aim.com love.com games.com wow.com netscape.net compuserve.com'],
    [
      'Proton',
      'proton.me protonmail.com protonmail.ch pm.me passmail.net passinbox.com passmail.com',
    ],
    [
      'SimpleLogin',
      'simplelogin.com simplelogin.co simplelogin.fr slmail.me slmails.com aleeas.com 8alias.com 8shield.net dralias.com silomails.com',
    ],
    ['addy.io', 'addy.io anonaddy.com anonaddy.me addymail.com'],
    ['Mozilla and DuckDuckGo', 'mozmail.com relay.firefox.com duck.com'],
    ['Tuta', 'tuta.com tuta.io tutamail.com tutanota.com tutanota.de keemail.me'],
    [
      'Fastmail',
      'fastmail.com fastmail.fm fastmail.net fastmail.org fastmail.us fastmail.co.uk fastmail.com.au fastmail.de fastmail.fr fastmail.in fastmail.jp fastmail.mx fastmail.nl fastmail.se fastmail.to fastmail.tw fastmail.uk sent.com messagingengine.com imap.cc internet-mail.org mailbolt.com mailc.net mailcan.com mailforce.net mailhaven.com mailite.com mailmight.com mailnew.com mailup.net speedymail.org ssl-mail.com swift-mail.com warpmail.net xsmail.com your-mail.com 123mail.org airpost.net allmail.net eml.cc emailengine.org emailuser.net fea.st fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net hailmail.net inoutbox.com jetemail.net justemail.net letterboxes.org mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net petml.com postinbox.com proinbox.com promessage.com reallyfast.biz rushpost.com sharpmail.co.uk speedpost.net theinternetemail.com the-fastest.net the-quickest.com veryfast.biz veryspeedy.net yepmail.net',
    ],
    [
      'mail.com',
      'mail.com email.com usa.com post.com europe.com asia.com myself.com consultant.com engineer.com techie.com iname.com cheerful.com accountant.com adexec.com africamail.com alumni.com alumnidirector.com artlover.com bikerider.com brew-meister.com cash4u.com catlover.com chef.net chemist.com clerk.com cliffhanger.com coolsite.net cyberservices.com cyberwizard.com dbzmail.com diplomats.com discofan.com disposable.com doctor.com doglover.com dr.com dutchmail.com elvisfan.com execs.com fastservice.com financier.com fireman.net gardener.com geologist.com graduate.org graphic-designer.com groupmail.com hackermail.com hairdresser.net hilarious.com homemail.com hot-shot.com housemail.com humanoid.net inorbit.com instruction.com instructor.net insurer.com irelandmail.com italymail.com job4u.com journalist.com kittymail.com lawyer.com legislator.com linuxmail.org loveable.com lovecat.com mad.scientist.com mail-me.com mailbot.com mindless.com minister.com muslim.com musician.org mynet.com net-shopping.com null.net nycmail.com optician.com orthodontist.net pediatrician.com photographer.net physicist.net planetmail.com planetmail.net politician.com presidency.com priest.com programmer.net protestant.com publicist.com radiologist.net realtyagent.com reborn.com registerednurses.com religious.com representative.com rescueteam.com revenue.com rocketship.com sales-person.com salesperson.net scientist.com secretary.net snakebite.com socialworker.net sociologist.com solution4u.com songwriter.net surgical.net swissmail.com teachers.org tech-center.com theplate.com therapist.net toke.com toothfairy.com tvstar.com umpire.com webname.com workmail.com worker.com writeme.com',
    ],
    ['Zoho', 'zoho.com zohomail.com zoho.eu zohomail.eu zoho.in zohomail.in'],
    ['Hushmail', 'hushmail.com hush.com hush.ai hushmail.me'],
    ['37signals', 'hey.com'],
    [
      'others',
      'lycos.com excite.com inbox.com rediffmail.com hotpop.com bigfoot.com usa.net mailfence.com countermail.com startmail.com runbox.com posteo.net disroot.org riseup.net autistici.org mailbox.org kolabnow.com vivaldi.net skiff.com onmail.com cock.li airmail.cc safe-mail.net operamail.com myspace.com pobox.com',
    ],
  ],
  'United States': [
    [
      'AT&T',
      'att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net swbell.net snet.net flash.net nvbell.net prodigy.net prodigy.com currently.com',
    ],
    ['Comcast', 'comcast.net comcastbiz.net xfinity.com attbi.com'],
    [
      'Charter (Spectrum)',
      'charter.net chartermi.net chartertn.net spectrum.net twc.com twcbc.com adelphia.net rr.com roadrunner.com brighthouse.com bresnan.net',
    ],
    ['Verizon', 'verizon.net gte.net bellatlantic.net vtext.com vzwpix.com'],
    ['Cox', 'cox.net coxmail.com coxinet.net cox-internet.com'],
    [
      'Lumen (CenturyLink, Quantum)',
      'q.com centurylink.net centurytel.net embarqmail.com qwest.net qwestoffice.net uswest.net',
    ],
    ['Frontier and Ziply', 'frontier.com frontiernet.net citlink.net newnorth.net ziplyfiber.com'],
    [
      'Altice (Optimum, Suddenlink)',
      'optonline.net optimum.net optonline.com suddenlink.net suddenlinkmail.com cebridge.net',
    ],
    [
      'Windstream and Kinetic',
      'windstream.net alltel.net valornet.com iowatelecom.net nuvox.net dccom.net lexcominc.net ctc.net',
    ],
    ['TDS', 'tds.net tdstelme.net bendbroadband.com bendcable.com chorus.net'],
    ['Mediacom', 'mchsi.com mediacombb.net'],
    ['Cable One (Sparklight)', 'cableone.net sparklight.net hargray.com hargray.net'],
    ['WOW! and Breezeline', 'wowway.com atlanticbb.net metrocast.net'],
    ['United Online', 'juno.com netzero.net netzero.com'],
    [
      'EarthLink',
      'earthlink.net netcom.com sprintmail.com onemain.com mindspring.com peoplepc.com netscape.com',
    ],
    [
      'Consolidated and Fidium',
      'consolidated.net sureweb.com fairpoint.net myfairpoint.net surewest.net winfirst.com',
    ],
    ['Hughes and Viasat', 'hughesnet.com direcway.com exede.net starband.net'],
    [
      'carriers of the Midwest and the Plains',
      'netins.net arvig.net paulbunyan.net hutchtel.net newulmtel.net bevcomm.net hickorytech.net usfamily.net usinternet.com visi.com popp.net solarus.net wctc.net mwt.net airstreamcomm.net chibardun.net athenet.net baldwin-telecom.net bright.net wcoil.com watchtv.net nktelco.net frognet.net sssnet.com joink.com iquest.net kconline.com smithville.net bluemarble.net seidata.com hsonline.net socket.net fidnet.com gpcom.net nntc.net huntel.net inebraska.com wctatel.net heartofiowa.net premieronline.net evertek.net twinvalley.net ruraltel.net sktc.net pixius.net southwind.net daktel.com srt.com polarcomm.com btinet.net itctel.com santel.net goldenwest.net vastbb.com rushmore.com emypeople.net ibyfax.com',
    ],
    [
      'carriers of the East and the South',
      'gwi.net midmaine.com prexar.com sover.net together.net vermontel.net gmavt.net burlingtontelecom.net surfglobal.net suscom.net westelcom.com northnet.org localnet.com erols.com starpower.net cavtel.net toad.net penn.com pennswoods.net nep.net pa.net swva.net jetbroadband.com skybest.com northstate.net surry.net wilkes.net yadtel.net morrisbb.net epbfi.com blomand.net twlakes.net volfirst.net duo-county.com brtc.net scrtc.com mikrotec.com eatel.net camtel.net lusfiber.net gtcom.net atlantic.net deltacom.net brightok.net pldi.net fullnet.net hctc.net ktc.com moment.net wcc.net eastex.net texoma.net nts-online.net ev1.net coqui.net prtc.net centennialpr.net',
    ],
    [
      'carriers of the West',
      'xmission.com infowest.com sisna.com wyoming.com tctwest.net vcn.com silverstar.com ida.net filertel.com safelink.net blackfoot.net midrivers.com 3rivers.net montana.com bigsky.net skybeam.com frii.com pcisys.net wispertel.net sopris.net fone.net kci.net gorge.net peak.org proaxis.com teleport.com hevanet.com aracnet.com easystreet.net eoni.com rainierconnect.com olypen.com whidbey.net whidbey.com rockisland.com seanet.com clearwire.net clear.net icehouse.net pocketinet.com bmi.net elltel.net cruzio.com redshift.com volcano.net cot.net snowcrest.net sti.net sierratel.com goldrush.com mlode.com caltel.com digitalpath.net impulse.net silcom.com tcsn.net asis.com mcn.org dslextreme.com mtaonline.net alaska.net ptialaska.net aptalaska.net kpunet.net lava.net maui.net',
    ],
    [
      'regional carriers',
      'rcn.com grandecom.net gci.net acsalaska.net hawaiiantel.net gvtc.com zoominternet.net epix.net ptd.net penteledata.net nwi.net midco.net midcomail.net wavecable.com astound.net nemont.net sonic.net speakeasy.net insightbb.com knology.net fuse.net zoomtown.com hughes.net wildblue.net nex-tech.com dejazzd.com service-electric.com sunflower.com buckeye-express.com bex.net cablespeed.com comporium.net htc.net ntelos.net shentel.net lumos.net',
    ],
  ],
  Canada: [
    [
      'Bell',
      'bell.net sympatico.ca bellaliant.net bellmts.net nbnet.nb.ca nb.sympatico.ca aliant.net mts.net mymts.net',
    ],
    ['Rogers and Shaw', 'rogers.com shaw.ca shawcable.com shawbiz.ca shawlink.ca'],
    ['Telus', 'telus.net telusmail.net telusplanet.net'],
    ['Videotron and Cogeco', 'videotron.ca videotron.qc.ca cogeco.ca cogeco.net'],
    [
      'others',
      'sasktel.net eastlink.ca xplornet.com xplornet.ca teksavvy.com primus.ca look.ca execulink.com tbaytel.net accesscomm.ca northwestel.net persona.ca vianet.ca ontera.net onlink.net nexicom.net wightman.ca mnsi.net kos.net ripnet.com magma.ca storm.ca sogetel.net globetrotter.net oricom.ca distributel.net start.ca ebox.ca mcsnet.ca nucleus.com incentre.net uniserve.com dccnet.com citywest.ca',
    ],
  ],
  'United Kingdom and Ireland': [
    ['BT', 'btinternet.com btopenworld.com btconnect.com talk21.com'],
    ['Sky', 'sky.com'],
    ['Virgin Media', 'virginmedia.com virgin.net ntlworld.com blueyonder.co.uk'],
    ['TalkTalk', 'talktalk.net tiscali.co.uk lineone.net pipex.com dsl.pipex.com'],
    [
      'others',
      'plus.com plusnet.com zen.co.uk freeserve.co.uk fsmail.net o2.co.uk wanadoo.co.uk orange.net eircom.net iol.ie indigo.ie postmaster.co.uk uwclub.net',
    ],
  ],
  'Germany, Austria and Switzerland': [
    ['1&1 Mail & Media (GMX, WEB.DE)', 'web.de email.de online.de'],
    ['Telekom', 't-online.de magenta.de'],
    ['freenet', 'freenet.de freenetmail.de'],
    ['Vodafone', 'arcor.de vodafonemail.de unitybox.de kabelmail.de'],
    [
      'Posteo and others',
      'posteo.de mail.de firemail.de ewe.net ewetel.net onlinehome.de alice.de alice-dsl.net o2online.de o2mail.de netcologne.de versanet.de epost.de lycos.de',
    ],
    ['Austria', 'aon.at a1.net chello.at utanet.at inode.at'],
    ['Switzerland', 'bluewin.ch bluemail.ch hispeed.ch sunrise.ch swissonline.ch'],
  ],
  France: [
    ['Orange', 'orange.fr wanadoo.fr voila.fr'],
    ['Free', 'free.fr aliceadsl.fr online.fr libertysurf.fr'],
    ['La Poste', 'laposte.net'],
    ['SFR', 'sfr.fr neuf.fr 9online.fr club-internet.fr cegetel.net numericable.fr noos.fr'],
    ['Bouygues', 'bbox.fr'],
  ],
  'Italy, Spain and Portugal': [
    ['Italiaonline', 'libero.it virgilio.it inwind.it iol.it blu.it giallo.it'],
    ['TIM', 'alice.it tin.it tim.it'],
    ['others in Italy', 'tiscali.it fastwebnet.it email.it'],
    [
      'Spain',
      'telefonica.net movistar.es terra.es ono.com ya.com jazzfree.com mundo-r.com telecable.es euskalnet.net',
    ],
    ['Portugal', 'sapo.pt netcabo.pt clix.pt'],
  ],
  'Low Countries and the North': [
    [
      'Netherlands',
      'ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl upcmail.nl chello.nl casema.nl quicknet.nl',
    ],
    ['Belgium', 'telenet.be skynet.be proximus.be scarlet.be voo.be'],
    ['Denmark', 'mail.dk stofanet.dk tdcadsl.dk'],
    ['Norway', 'online.no getmail.no'],
    ['Sweden', 'telia.com bredband.net comhem.se spray.se'],
    ['Finland', 'elisanet.fi kolumbus.fi luukku.com suomi24.fi'],
  ],
  'Eastern Europe': [
    [
      'Czechia and Slovakia',
      'seznam.cz email.cz post.cz centrum.cz centrum.sk atlas.cz volny.cz azet.sk zoznam.sk',
    ],
    [
      'Poland',
      'wp.pl onet.pl onet.eu o2.pl interia.pl interia.eu poczta.fm op.pl vp.pl tlen.pl gazeta.pl',
    ],
    ['Hungary', 'freemail.hu citromail.hu t-online.hu'],
    [
      'Russia',
      'mail.ru bk.ru inbox.ru list.ru internet.ru ya.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru',
    ],
    ['Ukraine', 'ukr.net i.ua meta.ua bigmir.net'],
    ['others', 'abv.bg mail.bg delfi.lt inbox.lv inbox.lt siol.net net.hr'],
  ],
  'Asia and the Pacific': [
    ['NetEase', '163.com 126.com yeah.net 188.com'],
    ['Tencent', 'qq.com foxmail.com'],
    [
      'Sina, Sohu, Alibaba and the carriers',
      'sina.com sina.cn sohu.com aliyun.com 139.com 189.cn wo.cn 21cn.com tom.com',
    ],
    ['Korea', 'naver.com daum.net hanmail.net nate.com kakao.com'],
    [
      'Japan',
      'docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp',
    ],
    ['India', 'rediff.com indiatimes.com sify.com'],
    [
      'Taiwan, Hong Kong, Singapore',
      'hinet.net pchome.com.tw netvigator.com singnet.com.sg starhub.net.sg',
    ],
    [
      'Australia',
      'bigpond.com bigpond.net.au optusnet.com.au iinet.net.au internode.on.net tpg.com.au westnet.com.au ozemail.com.au dodo.com.au adam.com.au',
    ],
    ['New Zealand', 'xtra.co.nz slingshot.co.nz orcon.net.nz'],
    ['Israel', 'walla.co.il walla.com netvision.net.il 012.net.il bezeqint.net'],
  ],
  'Latin America and Africa': [
    [
      'Brazil',
      'uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br',
    ],
    [
      'Spanish America',
      'terra.com terra.com.mx prodigy.net.mx infinitum.com.mx megared.net.mx cablevision.net.mx axtel.net fibertel.com.ar speedy.com.ar arnet.com.ar ciudad.com.ar vtr.net adinet.com.uy cantv.net',
    ],
    ['South Africa', 'mweb.co.za telkomsa.net webmail.co.za vodamail.co.za iafrica.com'],
  ],
  'addresses thrown away': [
    [
      'Mailinator',
      'mailinator.com mailinator.net mailinator2.com binkmail.com bobmail.info chammy.info devnullmail.com letthemeatspam.com notmailinator.com reallymymail.com safetymail.info sogetthis.com spamherelots.com suremail.info thisisnotmyrealemail.com tradermail.info veryrealemail.com zippymail.info',
    ],
    [
      'Guerrilla Mail',
      'guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz guerrillamail.de guerrillamail.info guerrillamailblock.com sharklasers.com grr.la pokemail.net spam4.me',
    ],
    [
      'YOPmail',
      'yopmail.com yopmail.fr yopmail.net cool.fr.nf jetable.fr.nf courriel.fr.nf moncourrier.fr.nf',
    ],
    [
      'others',
      '10minutemail.com 10minutemail.net 20minutemail.com tempmail.com temp-mail.org temp-mail.io tempmail.net tempr.email tempmailo.com tempinbox.com discard.email discardmail.com trashmail.com trashmail.de trashmail.net trash-mail.com wegwerfmail.de spambog.com maildrop.cc getnada.com nada.email dispostable.com mailnesia.com mailcatch.com mintemail.com mohmal.com emailondeck.com throwawaymail.com fakeinbox.com fakemail.net getairmail.com mytemp.email moakt.com inboxkitten.com mailsac.com mailpoof.com spamgourmet.com jetable.org 33mail.com burnermail.io crazymailing.com harakirimail.com incognitomail.com mailexpire.com mailnull.com meltmail.com minuteinbox.com nowmymail.com one-time.email owlymail.com tmail.ws tmpmail.org tmpmail.net emltmp.com dropmail.me 1secmail.com 1secmail.net 1secmail.org byom.de einrot.com cuvox.de dayrep.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us armyspy.com',
    ],
  ],
}

/** Names a provider has under the suffix of every country, so that it need not be listed for each. */
const brands = words(
  'yahoo ymail hotmail live outlook msn gmx aol googlemail gmail yandex protonmail tutanota zohomail yopmail mailinator guerrillamail trashmail',
)

/** Where anybody gets a site, and with some an address, below the host's own name. */
const hosts = words(
  `github.io gitlab.io github.dev wixsite.com  editorx.io weebly.com weeblysite.com  square.site
   blogspot.com wordpress.com wpcomstaging.com wpengine.com tumblr.com webflow.io carrd.co godaddysites.com
   myshopify.com sites.google.com web.app firebaseapp.com appspot.com run.app herokuapp.com vercel.app netlify.app
   pages.dev workers.dev onrender.com fly.dev replit.app repl.co glitch.me azurewebsites.net cloudfront.net
   amazonaws.com onmicrosoft.com sharepoint.com 000webhostapp.com jimdofree.com jimdosite.com strikingly.com
   webnode.com webnode.page site123.me ucoz.com altervista.org neocities.org duckdns.org no-ip.org no-ip.com
   dyndns.org ddns.net eu.org facebook.com fb.com instagram.com linkedin.com linktr.ee yelp.com business.site`,
)

const listed = new Set(
  Object.values(providers).flatMap((own) => own.flatMap(([, domains]) => words(domains))),
)
const hosted = new Set(hosts)
const branded = new Set(brands)

/** Whether anybody gets an address at this domain or above it: at a mail provider in any country, or for a day. */
export function isMailProvider(domain: string): boolean {
  const plain = plainDomain(domain)
  return withinAny(plain, listed) || branded.has(registrableLabel(plain))
}

/** Whether a web domain can be one organization's own: no mail provider's, no host's, no public suffix. */
export function canBeOwn(domain: string): boolean {
  const plain = plainDomain(domain)
  return !isMailProvider(plain) && !withinAny(plain, hosted) && !isPublicSuffix(plain)
}

/**
 * By which web domains are compared: two below one that somebody registered are one owner's (`plant.acme.com` and
 * `acme.com`). What is nobody's own is compared as it stands.
 */
export function sharedDomain(domain: string): string {
  const plain = plainDomain(domain)
  if (!canBeOwn(plain)) return plain
  const labels = plain.split('.')
  return labels.slice(-suffixLength(labels) - 1).join('.')
}

/**
 * Whether anybody may register below it: one label, a country's second level (`co.uk`, `com.au`), and the United
 * States' states with what stands below them (`wi.us`, `k12.tx.us`). The rule of thumb of what publicsuffix.org lists.
 */
export function isPublicSuffix(domain: string): boolean {
  const labels = plainDomain(domain).split('.')
  return labels.length <= suffixLength(labels)
}

const secondLevels = new Set(
  words('ac co com edu gov gob gouv go govt mil net ne nom or org sch nhs police ltd plc k12 asn'),
)
/** Sold on like a country's second level. */
const resold = new Set(words('us.com uk.com eu.com co.com de.com gb.net uk.net me.uk id.au lg.jp'))
const states = new Set(
  words(`al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd
    oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy as gu mp pr vi fed dni isa kids nsn`),
)
const provinces = new Set(words('ab bc mb nb nf nl ns nt nu on pe qc sk yk'))
const belowState = new Set(words('k12 cc tec lib state cog dst mus gen ci co'))

/** How many labels at the end nobody owns. */
function suffixLength(labels: readonly string[]): number {
  const [top = '', second = '', third = '', fourth = ''] = [...labels].reverse()
  if (top === 'us' && states.has(second)) {
    if (third === 'k12' && fourth === 'pvt') return 4
    return belowState.has(third) ? 3 : 2
  }
  if (top === 'ca' && provinces.has(second)) return 2
  if (resold.has(`${second}.${top}`)) return 2
  return top.length === 2 && secondLevels.has(second) ? 2 : 1
}

/** `yahoo` of mail.yahoo.co.uk: the label before the public suffix. */
function registrableLabel(domain: string): string {
  const labels = domain.split('.')
  return labels[labels.length - suffixLength(labels) - 1] ?? ''
}

function withinAny(domain: string, listed: ReadonlySet<string>): boolean {
  const labels = domain.split('.')
  return labels.some((_, at) => listed.has(labels.slice(at).join('.')))
}

function plainDomain(domain: string): string {
  return domain.trim().toLowerCase().replace(/\.+$/, '')
}

function words(text: string): string[] {
  return text.split(/\s+/)
}
