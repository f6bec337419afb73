"""Month names of each language: nominative, genitive and short forms, January first.

`;` stands between months, `|` between forms of one month. Facts from the Unicode CLDR, completed by hand.
"""

MONTHS: dict[str, str] = {
    "af": (
        "januarie|jan; februarie|feb; maart|mrt; april|apr; mei; junie|jun; julie|jul; augustus|aug; "
        "september|sep; oktober|okt; november|nov; desember|des"
    ),
    "am": (
        "ጃንዋሪ|ጃን|ጃንዩ|ጃንዩወሪ; ፌብሩዋሪ|ፌብ|ፌብሩ|ፌብሩወሪ; ማርች; ኤፕሪል|ኤፕሪ; ሜይ; ጁን; ጁላይ; ኦገስት|ኦገስ; ሴፕቴምበር|ሴፕቴ; ኦክቶበር|ኦክቶ; "
        "ኖቬምበር|ኖቬም; ዲሴምበር|ዲሴም"
    ),
    "ar": (
        "يناير; فبراير; مارس; أبريل; مايو; يونيو|يونيه|يونية; يوليو|يوليه|يولية; أغسطس; سبتمبر; أكتوبر; "
        "نوفمبر; ديسمبر"
    ),
    "az": (
        "yanvar|yan; fevral|fev; mart|mar; aprel|apr; may; iyun|iyn; iyul|iyl; avqust|avq; sentyabr|sen; "
        "oktyabr|okt; noyabr|noy; dekabr|dek"
    ),
    "be": (
        "студзеня|сту|студзень|стд; лютага|лют|люты; сакавіка|сак|сакавік; красавіка|кра|красавік|крс; "
        "мая|май|траўня|тра; чэрвеня|чэр|чэрвень; ліпеня|ліп|ліпень; жніўня|жні|жнівень|жнівеня|жнв; "
        "верасня|вер|верасень|врс; кастрычніка|кас|кастрычнік|кст; лістапада|ліс|лістапад; "
        "снежня|сне|снежань|снж"
    ),
    "bg": (
        "януари|яну; февруари|фев; март; април|апр; май; юни; юли; август|авг; септември|сеп|септ|септм; "
        "октомври|окт; ноември|ное; декември|дек"
    ),
    "bn": (
        "জানুয়ারী|জানু|জানুয়ারি; ফেব্রুয়ারী|ফেব|ফেব্রুয়ারি; মার্চ; এপ্রিল|এপ্রি; মে; জুন; জুলাই|জুল; "
        "আগস্ট|আগ; সেপ্টেম্বর|সেপ; অক্টোবর|অক্টো; নভেম্বর|নভে; ডিসেম্বর|ডিসে"
    ),
    "bs": (
        "januar|jan; februar|feb; mart|mar; april|apr; maj; juni|jun; juli|jul; august|aug|avg|avgust; "
        "septembar|sep; oktobar|okt; novembar|nov; decembar|dec"
    ),
    "ca": (
        "gener|gen; febrer|febr; març; abril|abr; maig; juny; juliol|jul; agost|ag; setembre|set; "
        "octubre|oct; novembre|nov; desembre|des"
    ),
    "cs": (
        "ledna|led|leden|lednu; února|úno|únor|únr|únoru; března|bře|březen|březnu; dubna|dub|duben|dubnu; "
        "května|kvě|květen|květnu; června|čvn|červen|čer|červnu; července|čvc|červenec|črc|červenci|črv; "
        "srpna|srp|srpen|srpnu; září|zář; října|říj|říjen|říjnu; listopadu|lis|listopad; "
        "prosince|pro|prosinec|prosinci"
    ),
    "cy": (
        "ionawr|ion; chwefror|chwef|chw; mawrth|maw; ebrill|ebr; mai; mehefin|meh; gorffennaf|gorff|gor; "
        "awst; medi; hydref|hyd; tachwedd|tach; rhagfyr|rhag"
    ),
    "da": (
        "januar|jan; februar|feb; marts|mar; april|apr; maj; juni|jun; juli|jul; august|aug; september|sep; "
        "oktober|okt; november|nov; december|dec"
    ),
    "de": (
        "januar|jan|jänner; februar|feb|feber; märz|mär|mrz; april|apr; mai; juni|jun; juli|jul; august|aug; "
        "september|sept|sep; oktober|okt; november|nov; dezember|dez"
    ),
    "el": (
        "ιανουαρίου|ιαν|ιανουάριος; φεβρουαρίου|φεβ|φεβρουάριος; μαρτίου|μαρ|μάρτιος|μάρ; "
        "απριλίου|απρ|απρίλιος; μαΐου|μαΐ|μάιος|μάι; ιουνίου|ιουν|ιούνιος|ιούν; ιουλίου|ιουλ|ιούλιος|ιούλ; "
        "αυγούστου|αυγ|αύγουστος|αύγ; σεπτεμβρίου|σεπ|σεπτέμβριος; οκτωβρίου|οκτ|οκτώβριος; "
        "νοεμβρίου|νοε|νοέμβριος|νοέ; δεκεμβρίου|δεκ|δεκέμβριος"
    ),
    "en": (
        "january|jan; february|feb; march|mar; april|apr; may; june|jun; july|jul; august|aug; "
        "september|sep|sept; october|oct; november|nov; december|dec"
    ),
    "es": (
        "enero|ene; febrero|feb; marzo|mar; abril|abr; mayo|may; junio|jun; julio|jul; agosto|ago; "
        "septiembre|sept|setiembre|sep|set; octubre|oct; noviembre|nov; diciembre|dic"
    ),
    "et": (
        "jaanuar|jaan; veebruar|veebr; märts; aprill|apr; mai; juuni; juuli; august|aug; september|sept; "
        "oktoober|okt; november|nov; detsember|dets"
    ),
    "eu": (
        "urtarrila|urt; otsaila|ots; martxoa|mar; apirila|api; maiatza|mai; ekaina|eka; uztaila|uzt; "
        "abuztua|abu; iraila|ira; urria|urr; azaroa|aza; abendua|abe"
    ),
    "fa": (
        "ژانویهٔ|ژانویه|جنوری; فوریهٔ|فوریه|فبروری; مارس|مارچ; آوریل|اپریل; مهٔ|مه|می; ژوئن|جون; "
        "ژوئیهٔ|ژوئیه|جولای; اوت|آگست; سپتامبر|سپتمبر; اکتبر|اکتوبر; نوامبر|نومبر; دسامبر|دسمبر"
    ),
    "fi": (
        "tammikuuta|tammi|tammikuu|tammik|tammikuussa; helmikuuta|helmi|helmikuu|helmik|helmikuussa; "
        "maaliskuuta|maalis|maaliskuu|maalisk|maaliskuussa; huhtikuuta|huhti|huhtikuu|huhtik|huhtikuussa; "
        "toukokuuta|touko|toukokuu|toukok|toukokuussa; kesäkuuta|kesä|kesäkuu|kesäk|kesäkuussa; "
        "heinäkuuta|heinä|heinäkuu|heinäk|heinäkuussa; elokuuta|elo|elokuu|elok|elokuussa; "
        "syyskuuta|syys|syyskuu|syysk|syyskuussa; lokakuuta|loka|lokakuu|lokak|lokakuussa; "
        "marraskuuta|marras|marraskuu|marrask|marraskuussa; joulukuuta|joulu|joulukuu|jouluk|joulukuussa"
    ),
    "fil": (
        "enero|ene; pebrero|peb; marso|mar; abril|abr; mayo|may; hunyo|hun; hulyo|hul; agosto|ago; "
        "setyembre|set; oktubre|okt; nobyembre|nob; disyembre|dis"
    ),
    "fo": (
        "januar|jan; februar|feb; mars|mar; apríl|apr; mai; juni|jun; juli|jul; august|aug; september|sep; "
        "oktober|okt; november|nov; desember|des"
    ),
    "fr": (
        "janvier|janv|jan; février|févr|fév; mars; avril|avr; mai; juin|jun; juillet|juil|jul; août|aoû; "
        "septembre|sept|sep; octobre|oct; novembre|nov; décembre|déc"
    ),
    "fy": (
        "jannewaris|jan; febrewaris|feb; maart|mrt; april|apr; maaie|mai; juny|jun; july|jul; augustus|aug; "
        "septimber|sep; oktober|okt; novimber|nov; desimber|des"
    ),
    "gl": (
        "xaneiro|xan; febreiro|feb; marzo|mar; abril|abr; maio; xuño; xullo|xul; agosto|ago; setembro|set; "
        "outubro|out; novembro|nov; decembro|dec"
    ),
    "gu": (
        "જાન્યુઆરી|જાન્યુ; ફેબ્રુઆરી|ફેબ્રુ; માર્ચ; એપ્રિલ; મે; જૂન; જુલાઈ; ઑગસ્ટ; સપ્ટેમ્બર|સપ્ટે; "
        "ઑક્ટોબર|ઑક્ટો; નવેમ્બર|નવે; ડિસેમ્બર|ડિસે"
    ),
    "ha": (
        "janairu|jan; faburairu|fab; maris|mar; afirilu|afi; mayu|may; yuni|yun; yuli|yul; agusta|agu; "
        "satumba|sat; oktoba|okt; nuwamba|nuw; disamba|dis"
    ),
    "he": (
        "ינואר|ינו׳|לינואר|בינואר|ינו; פברואר|פבר׳|בפברואר|לפברואר|פבר; "
        "מרץ|במרץ|למרץ|מרס|במרס|למרס|מארס|במארס|למארס; אפריל|אפר׳|באפריל|לאפריל|אפר; מאי|במאי|למאי; "
        "יוני|ביוני|ליוני|יונ; יולי|ביולי|ליולי|יול; אוגוסט|אוג׳|באוגוסט|לאוגוסט|אוג; "
        "ספטמבר|ספט׳|בספטמבר|לספטמבר|ספט; אוקטובר|אוק׳|באוקטובר|לאוקטובר|אוק; "
        "נובמבר|נוב׳|בנובמבר|לנובמבר|נוב; דצמבר|דצמ׳|בדצמבר|לדצמבר|דצמ"
    ),
    "hi": (
        "जनवरी|जन॰; फ़रवरी|फ़र॰; मार्च; अप्रैल; मई; जून; जुलाई|जुल॰; अगस्त|अग॰; सितंबर|सित॰|सितम्बर; "
        "अक्टूबर|अक्टू॰|अक्तूबर|अक्तू॰; नवंबर|नव॰|नवम्बर; दिसंबर|दिस॰|दिसम्बर"
    ),
    "hr": (
        "siječnja|sij|siječanj|siječnju|siječnjem; veljače|velj|veljača|veljači|veljačom; "
        "ožujka|ožu|ožujak|ožujku|ožujkom; travnja|tra|travanj|travnju|travnjem; "
        "svibnja|svi|svibanj|svibnju|svibnjem; lipnja|lip|lipanj|lipnju|lipnjem; "
        "srpnja|srp|srpanj|srpnju|srpnjem; kolovoza|kol|kolovoz|kolovozu|kolovozom; "
        "rujna|ruj|rujan|rujnu|rujnom; listopada|lis|listopad|listopadu|listopadom; "
        "studenoga|stu|studeni|studenom|studenomu|studenome|studenog|studenim; "
        "prosinca|pro|prosinac|prosincu|prosincem"
    ),
    "hu": (
        "január|jan; február|febr|feb; március|márc|már; április|ápr; május|máj; június|jún; július|júl; "
        "augusztus|aug; szeptember|szept; október|okt; november|nov; december|dec"
    ),
    "hy": (
        "հունվարի|հնվ|հունվար; փետրվարի|փտվ|փետրվար; մարտի|մրտ|մարտ; ապրիլի|ապր|ապրիլ; մայիսի|մյս|մայիս; "
        "հունիսի|հնս|հունիս; հուլիսի|հլս|հուլիս; օգոստոսի|օգս|օգոստոս; սեպտեմբերի|սեպ|սեպտեմբեր; "
        "հոկտեմբերի|հոկ|հոկտեմբեր; նոյեմբերի|նոյ|նոյեմբեր; դեկտեմբերի|դեկ|դեկտեմբեր"
    ),
    "id": (
        "januari|jan|djan|djanuari; februari|feb|peb|pebruari; maret|mar|mrt; april|apr; mei|mai; "
        "juni|jun|djuni; juli|jul|djuli; agustus|agu|agt; september|sep|sept; oktober|okt; "
        "november|nov|nop|nopember; desember|des"
    ),
    "is": (
        "janúar|jan; febrúar|feb; mars|mar; apríl|apr; maí; júní|jún; júlí|júl; ágúst|ágú; september|sep; "
        "október|okt; nóvember|nóv; desember|des"
    ),
    "it": (
        "gennaio|gen; febbraio|feb; marzo|mar; aprile|apr; maggio|mag; giugno|giu; luglio|lug; agosto|ago; "
        "settembre|set; ottobre|ott; novembre|nov; dicembre|dic"
    ),
    "ka": (
        "იანვარი|იან; თებერვალი|თებ; მარტი|მარ; აპრილი|აპრ; მაისი|მაი; ივნისი|ივნ; ივლისი|ივლ; აგვისტო|აგვ; "
        "სექტემბერი|სექ; ოქტომბერი|ოქტ; ნოემბერი|ნოე; დეკემბერი|დეკ"
    ),
    "kk": (
        "қаңтар|қаң; ақпан|ақп; наурыз|нау; сәуір|сәу; мамыр|мам; маусым|мау; шілде|шіл; тамыз|там; "
        "қыркүйек|қыр; қазан|қаз; қараша|қар; желтоқсан|жел"
    ),
    "km": "មករា; កុម្ភៈ; មីនា; មេសា; ឧសភា; មិថុនា; កក្កដា; សីហា; កញ្ញា; តុលា; វិច្ឆិកា; ធ្នូ",
    "kn": (
        "ಜನವರಿ|ಜನ; ಫೆಬ್ರವರಿ|ಫೆಬ್ರ; ಮಾರ್ಚ್; ಏಪ್ರಿಲ್|ಏಪ್ರಿ; ಮೇ; ಜೂನ್; ಜುಲೈ; ಆಗಸ್ಟ್|ಆಗ; ಸೆಪ್ಟೆಂಬರ್|ಸೆಪ್ಟೆಂ; "
        "ಅಕ್ಟೋಬರ್|ಅಕ್ಟೋ; ನವೆಂಬರ್|ನವೆಂ; ಡಿಸೆಂಬರ್|ಡಿಸೆಂ"
    ),
    "ky": (
        "январь|янв; февраль|фев; март|мар; апрель|апр; май; июнь|июн; июль|июл; август|авг; сентябрь|сен; "
        "октябрь|окт; ноябрь|ноя; декабрь|дек"
    ),
    "lb": (
        "januar|jan; februar|feb; mäerz|mäe; abrëll|abr; mee; juni|jun; juli|jul; august|aug; september|sep; "
        "oktober|okt; november|nov; dezember|dez"
    ),
    "lo": (
        "ມັງກອນ|ມ.ກ|ມກ; ກຸມພາ|ກ.ພ|ກພ; ມີນາ|ມ.ນ|ມນ; ເມສາ|ມ.ສ|ມສ; ພຶດສະພາ|ພ.ພ|ພພ; ມິຖຸນາ|ມິ.ຖ|ມິຖ; "
        "ກໍລະກົດ|ກ.ລ|ກລ; ສິງຫາ|ສ.ຫ|ສຫ; ກັນຍາ|ກ.ຍ|ກຍ; ຕຸລາ|ຕ.ລ|ຕລ; ພະຈິກ|ພ.ຈ|ພຈ; ທັນວາ|ທ.ວ|ທວ"
    ),
    "lt": (
        "sausio|saus|sausis; vasario|vas|vasaris; kovo|kov|kovas; balandžio|bal|balandis; gegužės|geg|gegužė; "
        "birželio|birž|birželis; liepos|liep|liepa; rugpjūčio|rugp|rugpjūtis; rugsėjo|rugs|rugsėjis; "
        "spalio|spal|spalis; lapkričio|lapkr|lapkritis; gruodžio|gruod|gruodis"
    ),
    "lv": (
        "janvāris|janv; februāris|febr; marts; aprīlis|apr; maijs; jūnijs|jūn; jūlijs|jūl; augusts|aug; "
        "septembris|sept; oktobris|okt; novembris|nov; decembris|dec"
    ),
    "mk": (
        "јануари|јан; февруари|фев; март|мар; април|апр; мај; јуни|јун; јули|јул; август|авг; "
        "септември|сеп|септ; октомври|окт; ноември|ное|ноем; декември|дек"
    ),
    "ml": (
        "ജനുവരി|ജനു; ഫെബ്രുവരി|ഫെബ്രു; മാർച്ച്|മാർ; ഏപ്രിൽ|ഏപ്രി; മേയ്; ജൂൺ; ജൂലൈ; ഓഗസ്റ്റ്|ഓഗ; "
        "സെപ്റ്റംബർ|സെപ്റ്റം; ഒക്‌ടോബർ|ഒക്ടോ; നവംബർ|നവം; ഡിസംബർ|ഡിസം"
    ),
    "mr": (
        "जानेवारी|जाने; फेब्रुवारी|फेब्रु; मार्च; एप्रिल|एप्रि; मे; जून; जुलै; ऑगस्ट|ऑग; सप्टेंबर|सप्टें; "
        "ऑक्टोबर|ऑक्टो; नोव्हेंबर|नोव्हें; डिसेंबर|डिसें"
    ),
    "ms": (
        "januari|jan; februari|feb; mac; april|apr; mei; jun; julai|jul; ogos|ogo; september|sep; "
        "oktober|okt; november|nov; disember|dis"
    ),
    "mt": (
        "jannar|jan; frar|fra; marzu|mar; april|apr; mejju|mej; ġunju|ġun; lulju|lul; awwissu|aww; "
        "settembru|set; ottubru|ott; novembru|nov; diċembru|diċ"
    ),
    "my": (
        "ဇန်နဝါရီ|ဇန်; ဖေဖော်ဝါရီ|ဖေ; မတ်; ဧပြီ; မေ; ဇွန်; ဇူလိုင်|ဇူ; ဩဂုတ်; စက်တင်ဘာ|စက်; အောက်တိုဘာ|အောက်; "
        "နိုဝင်ဘာ|နို; ဒီဇင်ဘာ|ဒီ"
    ),
    "nb": (
        "januar|jan; februar|feb; mars|mar; april|apr; mai; juni|jun; juli|jul; august|aug; september|sep; "
        "oktober|okt; november|nov; desember|des"
    ),
    "ne": "जनवरी; फेब्रुअरी; मार्च; अप्रिल; मे|मई; जुन; जुलाई; अगस्ट; सेप्टेम्बर; अक्टोबर; नोभेम्बर; डिसेम्बर",
    "nl": (
        "januari|jan; februari|feb; maart|mrt; april|apr; mei; juni|jun; juli|jul; augustus|aug; "
        "september|sep; oktober|okt; november|nov; december|dec"
    ),
    "nn": (
        "januar|jan; februar|feb; mars|mar; april|apr; mai; juni|jun; juli|jul; august|aug; september|sep; "
        "oktober|okt; november|nov; desember|des"
    ),
    "pa": (
        "ਜਨਵਰੀ|ਜਨ; ਫ਼ਰਵਰੀ|ਫ਼ਰ; ਮਾਰਚ; ਅਪ੍ਰੈਲ|ਅਪ੍ਰੈ; ਮਈ; ਜੂਨ; ਜੁਲਾਈ|ਜੁਲਾ; ਅਗਸਤ|ਅਗ; ਸਤੰਬਰ|ਸਤੰ; ਅਕਤੂਬਰ|ਅਕਤੂ; "
        "ਨਵੰਬਰ|ਨਵੰ; ਦਸੰਬਰ|ਦਸੰ"
    ),
    "pl": (
        "stycznia|sty|styczeń|styczen|styczniu; lutego|lut|luty|lutym; marca|mar|marzec|marcu; "
        "kwietnia|kwi|kwiecień|kwiecien|kwietniu|kwie; maja|maj|maju; czerwca|cze|czerwiec|czerwcu; "
        "lipca|lip|lipiec|lipcu; sierpnia|sie|sierpień|sierpien|sierpniu; "
        "września|wrz|wrzesień|wrzesien|wrzesnia|wrześniu|wrzesniu; "
        "października|paź|październik|pazdziernik|pazdziernika|październiku|pazdzierniku|paz; "
        "listopada|lis|listopad|listopadzie; grudnia|gru|grudzień|grudzien|grudniu"
    ),
    "ps": "جنوري; فبروري|فېبروري; مارچ; اپریل; مۍ; جون; جولای; اګست; سېپتمبر|سپتمبر; اکتوبر; نومبر; دسمبر",
    "pt": (
        "janeiro|jan; fevereiro|fev; março|mar; abril|abr; maio|mai; junho|jun; julho|jul; agosto|ago; "
        "setembro|set|septembro; outubro|out; novembro|nov; dezembro|dez"
    ),
    "ro": (
        "ianuarie|ian; februarie|feb|febr; martie|mar; aprilie|apr; mai; iunie|iun; iulie|iul; august|aug; "
        "septembrie|sept|sep; octombrie|oct; noiembrie|nov|noiem; decembrie|dec"
    ),
    "ru": (
        "января|янв|январь; февраля|февр|февраль|фев; марта|мар|март; апреля|апр|апрель; мая|май; "
        "июня|июн|июнь; июля|июл|июль; августа|авг|август; сентября|сент|сентябрь|сен; октября|окт|октябрь; "
        "ноября|нояб|ноябрь|ноя; декабря|дек|декабрь"
    ),
    "si": (
        "ජනවාරි|ජන; පෙබරවාරි|පෙබ; මාර්තු|මාර්; අප්‍රේල්; මැයි; ජූනි; ජූලි; අගෝස්තු|අගෝ; සැප්තැම්බර්|සැප්; "
        "ඔක්තෝබර්|ඔක්; නොවැම්බර්|නොවැ; දෙසැම්බර්|දෙසැ"
    ),
    "sk": (
        "januára|jan|január; februára|feb|február; marca|mar|marec; apríla|apr|apríl; mája|máj; júna|jún; "
        "júla|júl; augusta|aug|august; septembra|sep|september; októbra|okt|október; novembra|nov|november; "
        "decembra|dec|december"
    ),
    "sl": (
        "januar|jan; februar|feb; marec|mar; april|apr; maj; junij|jun; julij|jul; avgust|avg; september|sep; "
        "oktober|okt; november|nov; december|dec"
    ),
    "so": (
        "janaayo|jan|jannaayo|bisha koobaad|kob; febraayo|feb|bisha labaad|lab; maarso|mar|bisha "
        "saddexaad|sad; abriil|abr|bisha afraad|afr; maayo|may|bisha shanaad|sha; juun|jun|bisha lixaad|lix; "
        "luulyo|lul|bisha todobaad|luuliyo|tod; agosto|ogs|ogosto|bisha sideedaad|sid; "
        "sebtembar|seb|sebteembar|bisha sagaalaad|sag; oktoobar|okt|bisha tobnaad|tob; noofeembar|nof|bisha "
        "kow iyo tobnaad|kit; diseembar|dis|bisha laba iyo tobnaad|lit"
    ),
    "sq": (
        "janar|jan; shkurt|shk; mars|mar; prill|pri; maj; qershor|qer; korrik|korr|kor; gusht|gush|gsh; "
        "shtator|sht; tetor|tet; nëntor|nën; dhjetor|dhj"
    ),
    "sr": (
        "јануар|јан; фебруар|феб; март|мар; април|апр; мај; јун; јул; август|авг; септембар|сеп; октобар|окт; "
        "новембар|нов; децембар|дец"
    ),
    "sr-latn": (
        "januar|jan; februar|feb; mart|mar; april|apr; maj; jun; jul; avgust|avg; septembar|sep; oktobar|okt; "
        "novembar|nov; decembar|dec"
    ),
    "sv": (
        "januari|jan; februari|feb; mars; april|apr; maj; juni|jun; juli|jul; augusti|aug; "
        "september|sep|sept; oktober|okt; november|nov; december|dec"
    ),
    "sw": (
        "januari|jan; februari|feb; machi|mac; aprili|apr; mei; juni|jun; julai|jul; agosti|ago; "
        "septemba|sep; oktoba|okt; novemba|nov; desemba|des"
    ),
    "ta": (
        "ஜனவரி|ஜன; பிப்ரவரி|பிப்; மார்ச்|மார்; ஏப்ரல்|ஏப்; மே; ஜூன்; ஜூலை; ஆகஸ்ட்|ஆக; செப்டம்பர்|செப்; "
        "அக்டோபர்|அக்; நவம்பர்|நவ; டிசம்பர்|டிச"
    ),
    "te": (
        "జనవరి|జన; ఫిబ్రవరి|ఫిబ్ర; మార్చి; ఏప్రిల్|ఏప్రి; మే; జూన్; జులై; ఆగస్టు|ఆగ; సెప్టెంబర్|సెప్టెం; "
        "అక్టోబర్|అక్టో; నవంబర్|నవం; డిసెంబర్|డిసెం"
    ),
    "tg": (
        "январ|янв; феврал|фев; март|мар; апрел|апр; май; июн; июл; август|авг; сентябр|сен; октябр|окт; "
        "ноябр|ноя; декабр|дек"
    ),
    "th": (
        "มกราคม|ม.ค|มค|เดือนมกราคม|มกรา; กุมภาพันธ์|ก.พ|กพ|เดือนกุมภาพันธ์|กุมภา; "
        "มีนาคม|มี.ค|มีค|เดือนมีนาคม|มีนา; เมษายน|เม.ย|เมย|เมษา|เดือนเมษายน; "
        "พฤษภาคม|พ.ค|พค|เดือนพฤษภาคม|พฤษภา; มิถุนายน|มิ.ย|มิย|เดือนมิถุนายน|มิถุนา; "
        "กรกฎาคม|ก.ค|กค|เดือนกรกฏาคม|กรกฎา; สิงหาคม|ส.ค|สค|สิงหา|เดือนสิงหาคม; "
        "กันยายน|ก.ย|กย|กันยา|เดือนกันยายน; ตุลาคม|ต.ค|ตค|เดือนตุลาคม|ตุลา; "
        "พฤศจิกายน|พ.ย|พย|เดือนพฤศจิกายน|พฤศจิ; ธันวาคม|ธ.ค|ธค|เดือนธันวาคม|ธันวา"
    ),
    "tk": (
        "ýanwar|ýan; fewral|few; mart|mar; aprel|apr; maý; iýun; iýul; awgust|awg; sentýabr|sen; oktýabr|okt; "
        "noýabr|noý; dekabr|dek"
    ),
    "tr": (
        "ocak|oca; şubat|şub; mart|mar; nisan|nis; mayıs|may; haziran|haz; temmuz|tem; ağustos|ağu; "
        "eylül|eyl; ekim|eki; kasım|kas; aralık|ara"
    ),
    "uk": (
        "січня|січ|січень; лютого|лют|лютий; березня|бер|березень|берез; квітня|квіт|квітень|кві; "
        "травня|трав|травень|тра; червня|черв|червень|чер; липня|лип|липень; серпня|серп|серпень|сер; "
        "вересня|вер|вересень|верес; жовтня|жовт|жовтень|жов; листопада|лист|листопад|листоп|лис; "
        "грудня|груд|грудень|гру"
    ),
    "ur": "جنوری; فروری; مارچ; اپریل; مئی; جون; جولائی; اگست; ستمبر; اکتوبر; نومبر; دسمبر",
    "uz": (
        "yanvar|yan; fevral|fev; mart|mar; aprel|apr; may; iyun|iyn; iyul|iyl; avgust|avg; sentabr|sen; "
        "oktabr|okt; noyabr|noy; dekabr|dek"
    ),
    "zu": (
        "januwari|jan|umasingana; februwari|feb; mashi|mas; ephreli|eph; meyi|mey; juni|jun; julayi|jul; "
        "agasti|aga; septhemba|sep; okthoba|okt; novemba|nov; disemba|dis"
    ),
}

# Forms that stand beside the usual ones: regional, colloquial, other cases, without signs.
MORE_MONTHS: dict[str, str] = {
    "ar": (
        "جانفي|كانون الثاني|كانون ثاني; فيفري|شباط; آذار|اذار; أفريل|ابريل|إبريل|نيسان; ماي|أيار|ايار; جوان|حزيران; "
        "جويلية|جويليه|تموز; أوت|اوت|آب|اغسطس|غشت; أيلول|ايلول|شتنبر; اكتوبر|تشرين الأول|تشرين الاول; "
        "تشرين الثاني|نونبر|تشرين ثاني; كانون الأول|كانون الاول|دجنبر"
    ),
    "bn": "জানুয়ারি|জানুয়ারী; ফেব্রুয়ারি|ফেব্রুয়ারী; মার্চ; এপ্রিল; মে; জুন; জুলাই; আগস্ট|অগস্ট; সেপ্টেম্বর; অক্টোবর; নভেম্বর; ডিসেম্বর",
    "bs": "januara; februara; marta; aprila; maja; juna; jula; augusta|avgusta; septembra; oktobra; novembra; decembra",
    "da": "; ; ; ; ; ; ; ; sept; ; ; ",
    "de": "jän; febr; maerz; ; ; ; ; ; ; ; ; ",
    "en": "; febr; ; ; ; ; ; ; ; ; ; ",
    "es": "ener; ; ; abr; ; ; ; agto; setiembre|septbre; ; ; dicbre",
    "et": "; ; ; ; ; ; ; ; ; ; ; ",
    "eu": (
        "urtarrilaren|urtarrilak; otsailaren|otsailak; martxoaren|martxoak; apirilaren|apirilak; maiatzaren|maiatzak; "
        "ekainaren|ekainak; uztailaren|uztailak; abuztuaren|abuztuak; irailaren|irailak; urriaren|urriak; "
        "azaroaren|azaroak; abenduaren|abenduak"
    ),
    "fil": "enero; pebrero; marso; abril; mayo; hunyo; hulyo; agosto; setyembre; oktubre; nobyembre; disyembre",
    "fr": "janvier; fevr; ; ; ; ; juill; ; ; ; ; ",
    "ga": (
        "eanáir|ean; feabhra|feabh; márta; aibreán|aibreáin|aib; bealtaine|beal; meitheamh|meith; iúil; lúnasa|lún; "
        "meán fómhair|mfómh; deireadh fómhair|dfómh; samhain|samhna|samh; nollaig|nollag|noll"
    ),
    "hi": "जन; फरवरी|फ़रवरी|फर; मार्च; अप्रैल; मई; जून; जुलाई|जुल; अगस्त|अग; सितंबर|सितम्बर|सित; अक्टूबर|अक्तूबर; नवंबर|नवम्बर|नव; दिसंबर|दिसम्बर|दिस",
    "hu": "januári; februári; márciusi; áprilisi; májusi; júniusi; júliusi; augusztusi; szeptemberi; októberi; novemberi; decemberi",
    "ka": (
        "იანვრის; თებერვლის; მარტის; აპრილის; მაისის; ივნისის; ივლისის; აგვისტოს; სექტემბრის; ოქტომბრის; ნოემბრის; "
        "დეკემბრის"
    ),
    "kk": "қаңтарда; ақпанда; наурызда; сәуірде; мамырда; маусымда; шілдеде; тамызда; қыркүйекте; қазанда; қарашада; желтоқсанда",
    "km": "; កុម្ភះ|កម្ភៈ; មិនា; ; ; ; ; ; ; ; វិច្ចិកា; ",
    "lv": "janvārī|janvāra; februārī|februāra; martā|marta; aprīlī|aprīļa; maijā|maija; jūnijā|jūnija; jūlijā|jūlija; augustā|augusta; septembrī|septembra; oktobrī|oktobra; novembrī|novembra; decembrī|decembra",
    "my": "ဇန်နဝါရီလ; ဖေဖော်ဝါရီလ; မတ်လ; ဧပြီလ; မေလ; ဇွန်လ; ဇူလိုင်လ; ဩဂုတ်လ|သြဂုတ်လ|သြဂုတ်; စက်တင်ဘာလ; အောက်တိုဘာလ; နိုဝင်ဘာလ; ဒီဇင်ဘာလ",
    "pt": "; ; mço; ; ; ; ; ; ; ; ; ",
    "ro": "; ; mart; ; ; ; ; ; ; ; nov; ",
    "sl": "januarja; februarja; marca; aprila; maja; junija; julija; avgusta; septembra; oktobra; novembra; decembra",
    "sq": "janari; shkurti; marsi; prilli; maji; qershori; korriku; gushti; shtatori; tetori; nëntori; dhjetori",
    "sr": "јануара; фебруара; марта; априла; маја; јуна|јуни; јула|јули; августа; септембра; октобра; новембра; децембра",
    "sr-latn": "januara; februara; marta; aprila; maja; juna|juni; jula|juli; avgusta; septembra; oktobra; novembra; decembra",
    "uz": "; ; ; ; ; ; ; ; sentyabr; oktyabr; ; ",
    "vi": (
        "tháng giêng|tháng một; tháng hai; tháng ba; tháng tư|tháng bốn; tháng năm; tháng sáu; tháng bảy|tháng bẩy; "
        "tháng tám; tháng chín; tháng mười; tháng mười một; tháng mười hai"
    ),
}

# Names of the Iranian and Afghan solar year, Farvardin (from 20 or 21 March) first.
JALALI_MONTHS = (
    "فروردین|حمل; اردیبهشت|ثور; خرداد|جوزا; تیر|سرطان; مرداد|امرداد|اسد; شهریور|سنبله; مهر|میزان; آبان|ابان|عقرب; "
    "آذر|اذر|قوس; دی|جدی; بهمن|دلو; اسفند|حوت"
)
# Names of the Ethiopian year, Meskerem (from 11 or 12 September) first.
ETHIOPIAN_MONTHS = (
    "መስከረም; ጥቅምት; ኅዳር|ህዳር; ታኅሣሥ|ታህሳስ|ታኅሳስ; ጥር; የካቲት; መጋቢት; ሚያዝያ|ሚያዚያ; ግንቦት; ሰኔ; ሐምሌ|ሀምሌ; ነሐሴ|ነሀሴ; ጳጉሜን|ጳጉሜ"
)
