"""Names of the days of the week of each language, Monday first; `;` stands between days, `|` between forms.

Facts from the Unicode CLDR, completed by hand.
"""

WEEKDAYS: dict[str, str] = {
    "af": "maandag|ma; dinsdag; woensdag; donderdag; vrydag|vr; saterdag|sa; sondag",
    "am": "ሰኞ; ማክሰኞ|ማክሰ; ረቡዕ; ሐሙስ; ዓርብ; ቅዳሜ; እሑድ",
    "ar": (
        "الاثنين|إثنين|الإثنين; الثلاثاء|ثلاثاء; الأربعاء|أربعاء; الخميس|خميس; الجمعة|جمعة|الجمعه; السبت|سبت; "
        "الأحد|أحد"
    ),
    "az": "bazar ertəsi|b.e|be; çərşənbə axşamı|ç.a|ça; çərşənbə; cümə axşamı|c.a|ca; cümə; şənbə; bazar",
    "be": (
        "панядзелак|пн|пнд; аўторак|аў|аўт; серада|ср; чацвер|чц|чцв|чв; пятніца|пт|пят; субота|сб|суб; "
        "нядзеля|нд|няд"
    ),
    "bg": "понеделник|пн|пон; вторник|вт|вто; сряда|ср|сря; четвъртък|чт; петък|пт; събота|сб; неделя|нд",
    "bn": (
        "সোমবার|সোম|সোঃ; মঙ্গলবার|মঙ্গল|মঃ; বুধবার|বুধ|বুঃ; বৃহস্পতিবার|বৃহস্পতি|বৃঃ|বৃহষ্পতিবার; "
        "শুক্রবার|শুক্র|শুঃ; শনিবার|শনি; রবিবার|রবি|রঃ"
    ),
    "bs": "ponedjeljak|pon; utorak|uto; srijeda|sri; četvrtak|čet; petak|pet; subota|sub; nedjelja|ned",
    "ca": "dilluns|dl; dimarts|dt; dimecres|dc; dijous|dj; divendres|dv; dissabte|ds; diumenge|dg",
    "cs": (
        "pondělí|pon; úterý|út|úte; středa|stř|středu|středy; čtvrtek|čt|čtv; pátek|pá|pát|pátku; "
        "sobota|sob|sobotu|soboty; neděle|ned|neděli"
    ),
    "cy": (
        "dydd llun|llun|ll; dydd mawrth|maw; dydd mercher|mer; dydd iau|iau; dydd gwener|gwen|gw|gwe; dydd "
        "sadwrn|sad; dydd sul|sul"
    ),
    "da": "mandag|man; tirsdag|tirs|tir; onsdag|ons; torsdag|tors|tor; fredag|fre; lørdag|lør|lø; søndag|søn|sø",
    "de": "montag|mo|mon; dienstag|di; mittwoch|mi; donnerstag|do; freitag|fr; samstag|sa|sam; sonntag|so",
    "el": (
        "δευτέρα|δευ|δε; τρίτη|τρί|τρ; τετάρτη|τετ|τε; πέμπτη|πέμ|πέ; παρασκευή|παρ|πα; σάββατο|σάβ|σά; "
        "κυριακή|κυρ|κυ"
    ),
    "en": "monday|mon; tuesday|tue|tues; wednesday|wed; thursday|thu; friday|fri; saturday|sat; sunday|sun",
    "es": "lunes|lun; martes|mar; miércoles|mié; jueves|jue; viernes|vie; sábado|sáb; domingo|dom",
    "et": "esmaspäev; teisipäev; kolmapäev; neljapäev; reede; laupäev; pühapäev",
    "eu": "astelehena; asteartea; asteazkena; osteguna; ostirala; larunbata; igandea",
    "fa": "دوشنبه; سه‌شنبه|سهشنبه; چهارشنبه|چهار شنبه; پنجشنبه|پنج شنبه; جمعه; شنبه; یکشنبه",
    "fi": (
        "maanantaina|maanantai; tiistaina|tiistai; keskiviikkona|keskiviikko; torstaina|torstai; "
        "perjantaina|perjantai; lauantaina|lauantai; sunnuntai|sunnuntaina"
    ),
    "fil": "lunes|lun; martes; miyerkules|miy; huwebes|huw; biyernes|biy; sabado|sab; linggo|lin",
    "fo": (
        "mánadagur|mán; týsdagur|týs; mikudagur|mik; hósdagur|hós; fríggjadagur|frí; leygardagur|ley; "
        "sunnudagur|sun"
    ),
    "fr": "lundi|lun; mardi|mar; mercredi|mer; jeudi|jeu; vendredi|ven; samedi|sam; dimanche|dim",
    "fy": "moandei|mo; tiisdei|ti; woansdei|wo; tongersdei|to; freed|fr; sneon|so; snein|si",
    "ga": (
        "dé luain|luan; dé máirt|máirt; dé céadaoin|céad; déardaoin|déar; dé haoine|aoine; dé sathairn|sath; "
        "dé domhnaigh|domh"
    ),
    "gl": "luns; martes|mar; mércores|mér; xoves|xov; venres|ven; sábado|sáb; domingo|dom",
    "gu": "સોમવાર|સોમ|સો; મંગળવાર|મંગળ|મં; બુધવાર|બુધ|બુ; ગુરુવાર|ગુરુ|ગુ; શુક્રવાર|શુક્ર|શુ; શનિવાર|શનિ; રવિવાર|રવિ",
    "ha": "litinin|lit; talata|tal; laraba|lar|lr; alhamis|alh; jummaʼa|jum|jumma'a; asabar|asa; lahadi|lah|lh",
    "he": (
        "יום שני|יום ב׳|יום ב; יום שלישי|יום ג׳|יום ג; יום רביעי|יום ד׳|יום ד; יום חמישי|יום ה׳|יום ה; יום "
        "שישי|יום ו׳|יום ו; יום שבת|שבת; יום ראשון|יום א׳|יום א"
    ),
    "hi": "सोमवार|सोम|सो; मंगलवार|मंगल|मं; बुधवार|बुध|बु; गुरुवार|गुरु|गु; शुक्रवार|शुक्र|शु; शनिवार|शनि; रविवार|रवि",
    "hr": "ponedjeljak|pon; utorak|uto; srijeda|sri; četvrtak|čet; petak|pet; subota|sub; nedjelja|ned",
    "hu": "hétfő; kedd; szerda|sze; csütörtök|cs; péntek; szombat|szo; vasárnap|vas",
    "hy": (
        "երկուշաբթի|երկ|եկ; երեքշաբթի|երք|եք; չորեքշաբթի|չրք|չք; հինգշաբթի|հնգ|հգ; ուրբաթ|ուր|ու; "
        "շաբաթ|շբթ|շբ; կիրակի|կիր|կր"
    ),
    "id": "senin|sen; selasa|sel; rabu|rab; kamis|kam; jumat|jum; sabtu|sab; minggu|ahad",
    "is": (
        "mánudagur|mán; þriðjudagur|þri; miðvikudagur|mið; fimmtudagur|fim; föstudagur|fös; laugardagur|lau; "
        "sunnudagur|sun"
    ),
    "it": "lunedì|lun; martedì|mar; mercoledì|mer; giovedì|gio; venerdì|ven; sabato|sab; domenica|dom",
    "ka": (
        "ორშაბათი|ორშ|ორ; სამშაბათი|სამ|სმ; ოთხშაბათი|ოთხ|ოთ; ხუთშაბათი|ხუთ|ხთ; პარასკევი|პარ|პრ; "
        "შაბათი|შაბ|შბ; კვირა|კვი|კვ"
    ),
    "kk": "дүйсенбі|дс; сейсенбі|сс; сәрсенбі|ср; бейсенбі|бс; жұма|жм; сенбі|сб; жексенбі|жс",
    "km": "ច័ន្ទ|ចន្ទ; អង្គារ; ពុធ; ព្រហស្បតិ៍|ព្រហ; សុក្រ; សៅរ៍; អាទិត្យ",
    "kn": "ಸೋಮವಾರ|ಸೋಮ; ಮಂಗಳವಾರ|ಮಂಗಳ; ಬುಧವಾರ|ಬುಧ; ಗುರುವಾರ|ಗುರು; ಶುಕ್ರವಾರ|ಶುಕ್ರ; ಶನಿವಾರ|ಶನಿ; ಭಾನುವಾರ|ಭಾನು",
    "ko": "월요일; 화요일; 수요일; 목요일; 금요일; 토요일; 일요일",
    "ky": (
        "дүйшөмбү|дүй|дш; шейшемби|шейш|шш; шаршемби|шарш|шр; бейшемби|бейш|бш; жума|жм; ишемби|ишм|иш; "
        "жекшемби|жек|жш"
    ),
    "lb": (
        "méindeg|méi|mé; dënschdeg|dën|dë; mëttwoch|mët|më; donneschdeg|don; freideg|fre|fr; samschdeg|sam; "
        "sonndeg|son"
    ),
    "lo": "ວັນຈັນ|ຈັນ; ວັນອັງຄານ|ອັງຄານ; ວັນພຸດ|ພຸດ; ວັນພະຫັດ|ພະຫັດ; ວັນສຸກ|ສຸກ; ວັນເສົາ|ເສົາ; ວັນອາທິດ|ອາທິດ",
    "lt": "pirmadienis; antradienis; trečiadienis; ketvirtadienis; penktadienis; šeštadienis; sekmadienis",
    "lv": (
        "pirmdiena|pirmd; otrdiena|otrd; trešdiena|trešd; ceturtdiena|ceturtd; piektdiena|piektd; "
        "sestdiena|sestd; svētdiena|svētd"
    ),
    "mk": "понеделник|пон; вторник|вто|вт; среда|сре; четврток|чет; петок|пет; сабота|саб; недела|нед",
    "ml": (
        "തിങ്കളാഴ്‌ച|തിങ്കൾ|തി; ചൊവ്വാഴ്ച|ചൊവ്വ|ചൊ|ചൊവ്വാഴ്‌ച; ബുധനാഴ്‌ച|ബുധൻ|ബു; വ്യാഴാഴ്‌ച|വ്യാഴം|വ്യാ; "
        "വെള്ളിയാഴ്‌ച|വെള്ളി|വെ; ശനിയാഴ്‌ച|ശനി; ഞായറാഴ്‌ച|ഞായർ|ഞാ"
    ),
    "mn": "даваа|да; мягмар|мя; лхагва|лх; пүрэв|пү; баасан|ба; бямба|бя; ням|ня",
    "mr": "सोमवार|सोम|सो; मंगळवार|मंगळ|मं; बुधवार|बुध|बु; गुरुवार|गुरु|गु; शुक्रवार|शुक्र|शु; शनिवार|शनि; रविवार|रवि",
    "ms": "isnin|isn; selasa|sel; rabu|rab; khamis|kha; jumaat|jum; sabtu|sab; ahad|ahd",
    "mt": "it-tnejn|tne; it-tlieta|tli; l-erbgħa|erb; il-ħamis|ħam; il-ġimgħa|ġim; is-sibt|sib; il-ħadd|ħad",
    "my": "တနင်္လာ; အင်္ဂါ; ဗုဒ္ဓဟူး; ကြာသပတေး; သောကြာ; စနေ; တနင်္ဂနွေ",
    "nb": "mandag|man; tirsdag|tir; onsdag|ons; torsdag|tor; fredag|fre; lørdag|lør|lø; søndag|søn|sø",
    "ne": "सोमबार|सोम; मङ्गलबार|मङ्गल; बुधबार|बुध; बिहिबार|बिहि; शुक्रबार|शुक्र; शनिबार|शनि; आइतबार|आइत",
    "nl": "maandag|ma; dinsdag|di; woensdag|wo; donderdag|do; vrijdag|vr; zaterdag|za; zondag|zo",
    "nn": "måndag|må|mån; tysdag|ty|tys; onsdag|ons; torsdag|tor; fredag|fre; laurdag|la|lau; søndag|sø|søn",
    "pa": (
        "ਸੋਮਵਾਰ|ਸੋਮ; ਮੰਗਲਵਾਰ|ਮੰਗਲ|ਮੰਗ; ਬੁੱਧਵਾਰ|ਬੁੱਧ; ਵੀਰਵਾਰ|ਵੀਰ; ਸ਼ੁੱਕਰਵਾਰ|ਸ਼ੁੱਕਰ|ਸ਼ੁੱਕ; "
        "ਸ਼ਨਿੱਚਰਵਾਰ|ਸ਼ਨਿੱਚਰ|ਸ਼ਨਿੱ; ਐਤਵਾਰ|ਐਤ"
    ),
    "pl": (
        "poniedziałek|pon|poniedzialek|pn; wtorek|wt|wto; środa|śr|śro|sroda|środę|srode|sro|sr; "
        "czwartek|czw|cz; piątek|pt|pią|piatek|pia|pi; sobota|sob|sobotę|sobote|sb; "
        "niedziela|niedz|niedzielę|niedziele|nd"
    ),
    "ps": "دونۍ|دوشنبه; درېنۍ|سه‌شنبه; څلرنۍ|چهارشنبه; پينځنۍ|پنجشنبه; جمعه; اونۍ|شنبه; يونۍ|یکشنبه",
    "pt": (
        "segunda-feira|seg; terça-feira|ter; quarta-feira|qua; quinta-feira|qui; sexta-feira|sex; "
        "sábado|sáb|sab; domingo|dom"
    ),
    "ro": "luni; marți; miercuri|mie; joi; vineri|vin; sâmbătă|sâm; duminică|dum",
    "ru": (
        "понедельник|пн|пнд; вторник|вт|втр; среда|ср|срд|среду; четверг|чт|чтв; пятница|пт|птн|пятницу; "
        "суббота|сб|сбт|субботу; воскресенье|вс|воскресение|вск"
    ),
    "si": (
        "සඳුදා|සඳු; අඟහරුවාදා|අඟහ|අඟ; බදාදා|බදා; බ්‍රහස්පතින්දා|බ්‍රහස්|බ්‍රහ; සිකුරාදා|සිකු; සෙනසුරාදා|සෙන; "
        "ඉරිදා|ඉරි"
    ),
    "sk": "pondelok; utorok; streda|stredu; štvrtok|št; piatok; sobota|sobotu; nedeľa|nedeľu",
    "sl": "ponedeljek|pon; torek; sreda|sre; četrtek|čet; petek|pet; sobota|sob; nedelja|ned",
    "so": "isniin|isn; talaado|tldo|tal; arbaco|arbc|arb; khamiis|khms|kha; jimco|jmc|jim; sabti|sbti|sab; axad|axd",
    "sq": "e hënë|hën; e martë; e mërkurë|mër; e enjte|enj; e premte; e shtunë|sht; e diel",
    "sr": (
        "понедељак|пон|по; уторак|уто|ут; среда|сре|ср; четвртак|чет|че; петак|пет|пе; субота|суб|су; "
        "недеља|нед|не"
    ),
    "sr-latn": (
        "ponedeljak|pon|po; utorak|uto|ut; sreda|sre|sr; četvrtak|čet|če; petak|pet|pe; subota|sub|su; "
        "nedelja|ned|ne"
    ),
    "sv": (
        "måndag|mån|må|månd; tisdag|tis|tisd; onsdag|ons|onsd; torsdag|tors|torsd; fredag|fre|fred; "
        "lördag|lör|lö|lörd; söndag|sön|sö|sönd"
    ),
    "sw": "jumatatu; jumanne; jumatano; alhamisi; ijumaa; jumamosi; jumapili",
    "ta": "திங்கள்|திங்|தி; செவ்வாய்|செவ்|செ; புதன்|புத|பு; வியாழன்|வியா|வி; வெள்ளி|வெள்|வெ; சனி; ஞாயிறு|ஞாயி|ஞா",
    "te": "సోమవారం|సోమ; మంగళవారం|మంగళ|మం; బుధవారం|బుధ; గురువారం|గురు; శుక్రవారం|శుక్ర; శనివారం|శని; ఆదివారం|ఆది",
    "tg": "душанбе|дшб; сешанбе|сшб; чоршанбе|чшб; панҷшанбе|пшб; ҷумъа|ҷмъ; шанбе|шнб; якшанбе|яшб",
    "th": (
        "วันจันทร์|จันทร์|วันจันทร์ที่; วันอังคาร|อังคาร|วันอังคารที่; วันพุธ|พุธ|วันพุธที่; "
        "วันพฤหัสบดี|พฤ|พฤหัสบดี|พฤหัส|วันพฤหัสบดีที่; วันศุกร์|ศุกร์|วันศุกร์ที่; "
        "วันเสาร์|เสาร์|วันเสาร์ที่; วันอาทิตย์|อาทิตย์|วันอาทิตย์ที่"
    ),
    "tk": (
        "duşenbe|duş|db; sişenbe|siş|sb; çarşenbe|çar|çb; penşenbe|pen|pb; anna|ann|an; şenbe|şen|şb; "
        "ýekşenbe|ýek|ýb"
    ),
    "tr": "pazartesi|pzt|pt; salı|sal; çarşamba|çar|çrs; perşembe|per|prs; cuma|cum; cumartesi|cmt|ct; pazar|paz",
    "uk": (
        "понеділок|пн|пон|понед; вівторок|вт|вів|вівтор; середа|ср|середу|сер|серед; четвер|чт|чет; "
        "пʼятниця|пт|п'ятницю|п'ятниця|пят; субота|сб|суботу|суб|субот; неділя|нд|неділю|нед|неділ"
    ),
    "ur": "پیر|سوموار; منگل; بدھ; جمعرات; جمعہ; ہفتہ; اتوار",
    "uz": "dushanba|dush; seshanba|sesh; chorshanba|chor; payshanba|pay; juma|jum; shanba|shan; yakshanba|yak",
    "vi": (
        "thứ hai|th 2|t2|thứ 2; thứ ba|th 3|t3|thứ 3; thứ tư|th 4|t4|thứ 4; thứ năm|th 5|t5|thứ 5; thứ sáu|th "
        "6|t6|thứ 6; thứ bảy|th 7|t7|thứ 7; chủ nhật|cn|thứ 1"
    ),
    "zu": (
        "umsombuluko|mso; ulwesibili|bil; ulwesithathu|tha; ulwesine|sin; ulwesihlanu|hla; umgqibelo|mgq; "
        "isonto|son"
    ),
}

MORE_WEEKDAYS: dict[str, str] = {
    "ar": "الاثنين|الإثنين|اثنين; الثلاثاء; الاربعاء|الأربعاء; الخميس; الجمعة; السبت; الاحد|الأحد|احد",
    "en": "; ; weds; thur|thurs; ; ; ",
    "es": "; ; miercoles|mie; ; ; sabado|sab; ",
    "fa": "دو شنبه; سه شنبه; چهار شنبه; پنج شنبه; آدینه; ; یک شنبه",
    "hi": "; ; ; वीरवार|बृहस्पतिवार; ; ; इतवार",
    "ja": "月曜日|月曜; 火曜日|火曜; 水曜日|水曜; 木曜日|木曜; 金曜日|金曜; 土曜日|土曜; 日曜日|日曜",
    "pl": "poniedziałku; wtorku; środy; czwartku; piątku; soboty; niedzieli",
    "pt": "segunda feira; terça feira|terca-feira; quarta feira; quinta feira; sexta feira; ; ",
    "th": "วันจันทร์ที่; วันอังคารที่; วันพุธที่; วันพฤหัสบดีที่|วันพฤหัส; วันศุกร์ที่; วันเสาร์ที่; วันอาทิตย์ที่",
    "vi": "thứ hai|thứ 2|t2; thứ ba|thứ 3|t3; thứ tư|thứ 4|t4; thứ năm|thứ 5|t5; thứ sáu|thứ 6|t6; thứ bảy|thứ 7|thứ bẩy|t7; chủ nhật|chúa nhật|cn",
    "zh": (
        "星期一|周一|週一|禮拜一|礼拜一; 星期二|周二|週二|禮拜二|礼拜二; 星期三|周三|週三|禮拜三|礼拜三; "
        "星期四|周四|週四|禮拜四|礼拜四; 星期五|周五|週五|禮拜五|礼拜五; 星期六|周六|週六|禮拜六|礼拜六; "
        "星期日|星期天|周日|週日|周天|禮拜日|礼拜日|礼拜天"
    ),
}
