"""The small words of datelines: at, of, from, to; hour and minute; morning and evening; today and yesterday.

Rows are language -> `|`-separated forms. Lower case, composed letters.
"""

# Between a day and a time.
AT: dict[str, str] = {
    "en": "at|@|time", "de": "um|gegen", "fr": "à", "es": "a las|a la|las", "pt": "às|as|à|pelas", "it": "alle|ore|alle ore|h",
    "nl": "om|te", "da": "kl|klokken", "nb": "kl|klokken|klokka", "sv": "kl|klockan", "fi": "klo|kello", "is": "kl|klukkan",
    "et": "kell|kl", "lv": "plkst|pulksten", "lt": "val", "pl": "o|godz|o godz|godzina|o godzinie", "cs": "v|ve|čas|hod",
    "sk": "o|čas|hod", "hu": "kor", "ro": "la|ora|la ora|orele|ore", "bg": "в|час", "mk": "во|час", "sr": "у|часова", "sr-latn": "u|sati",
    "sl": "ob|uri", "sq": "në|ora|në orën", "el": "στις|ώρα|ώρ", "tr": "saat|saati", "az": "saat", "ru": "в|во", "uk": "о|об|в|у", "be": "у|а",
    "kk": "сағат", "uz": "soat", "hy": "ժամը|ժ", "he": "בשעה|שעה", "ar": "الساعة|الساعه|في تمام الساعة|على الساعة|عند الساعة|في الساعة",
    "fa": "ساعت", "ur": "بوقت|بجے", "hi": "बजे|समय|को", "bn": "সময়|টায়", "th": "เวลา", "lo": "ເວລາ", "km": "ម៉ោង|វេលាម៉ោង", "my": "နာရီ",
    "id": "pukul|jam|pkl", "ms": "pukul|jam|pada", "fil": "alas|ng|nang", "vi": "lúc|hồi|vào lúc|vào hồi|vào", "ca": "a les|a la|a las",
    "gl": "ás|as", "eu": "etan|ordua", "cy": "am", "ga": "ag", "sw": "saa", "af": "om", "ka": "საათი", "mt": "fil-", "mn": "цаг",
}

# In front of a day: on, the, of the day.
ON: dict[str, str] = {
    "en": "on|the|dated", "de": "am|vom|den|der|dem", "fr": "le|du|ce", "es": "el|del|día|el día|este", "pt": "em|a|no dia|dia|o", "it": "il|del|lì|di",
    "nl": "op|van|de", "da": "den|d|fra", "nb": "den|fra", "sv": "den|från", "fi": "", "is": "þann|þ", "et": "", "lv": "", "lt": "",
    "pl": "dnia|w dniu|w|we|z|dn", "cs": "dne|ze dne|v|ve", "sk": "dňa|v|zo dňa", "hu": "", "ro": "la|pe|în|în data de|la data de", "bg": "на|от",
    "mk": "на|од", "sr": "дана|од", "sr-latn": "dana|od|u", "sl": "dne|z dne|v", "sq": "më|me|në", "el": "στις|την|τη|του", "tr": "tarihinde|günü",
    "ru": "от|во|в", "uk": "від|у|в", "be": "ад", "he": "ב|ביום|בתאריך|יום", "ar": "يوم|بتاريخ|في|فى|اليوم", "fa": "در|روز|مورخ|مورخه",
    "hi": "दिनांक|को", "bn": "", "th": "เมื่อวันที่|วันที่|เมื่อ|ที่", "lo": "ວັນທີ|ເມື່ອວັນທີ|ທີ", "km": "ថ្ងៃទី|នៅថ្ងៃទី|ទី", "my": "ရက်နေ့",
    "id": "pada|tanggal|tgl|hari", "ms": "pada|bertarikh|hari", "fil": "noong|nitong|sa|ika|ika-", "vi": "ngày|vào ngày|mùng|mồng|ra ngày|hôm",
    "ca": "el|del|dia|l'", "gl": "o|do|día", "eu": "", "cy": "ar", "ga": "ar", "sw": "tarehe|mnamo", "af": "op", "zh": "于|於", "ko": "", "mt": "fi",
    "tg": "санаи", "ka": "", "hy": "", "am": "ቀን",
}

# Between day and month, month and year.
OF: dict[str, str] = {
    "en": "of|day of", "es": "de|del|de 's", "pt": "de|do", "fr": "de", "it": "di", "ca": "de|d'|d’|del", "gl": "de|do", "ro": "de", "fil": "ng",
    "mt": "ta'|ta’", "ga": "de", "rm": "da", "vi": "", "lt": "m|d|mėn|dieną", "uk": "р|року", "ru": "г|год", "eu": "ko|(e)ko", "eo": "de", "lb": "",
    "ar": "من|لسنة|عام|سنة|م", "fa": "ماه|سال", "he": "ב|ל", "hy": "թ|թ.", "hi": "का|की", "kk": "жылғы|жыл|ж", "sw": "mwezi|mwaka",
    "da": "", "am": "ቀን|ዓ.ም",
}

# A number that is a year, beside it; a number that is a month, in front; and behind.
YEAR: dict[str, str] = {
    "vi": "năm", "th": "พ.ศ.|พ.ศ|ปี|ค.ศ.|พุทธศักราช|ปี พ.ศ.", "lo": "ປີ|ຄ.ສ", "km": "ឆ្នាំ", "ru": "года|год|г.|г", "uk": "року|рік|р.|р",
    "be": "года|г", "bg": "г|година", "mk": "година|год", "sr": "године|год|г", "sr-latn": "godine|god|g", "lt": "metų|m", "lv": "gada|g",
    "pl": "roku|r", "hu": "", "kk": "жылы|жылғы|жыл|ж", "uz": "yil|yilgi|yilning|-yil", "ky": "жылы|жылдын|ж", "tg": "соли|сол", "mn": "оны|он",
    "hy": "թվականի|թ", "ka": "წელი|წლის|წ", "az": "il|ilin", "my": "ခုနှစ်|ခု", "tk": "ýyl|ýylyň", "id": "tahun", "ms": "tahun", "eu": "ko",
    "sl": "leta|l", "hr": "godine", "sw": "mwaka", "sq": "viti", "et": "a|aasta", "fa": "سال", "ar": "سنة|عام|م|ميلادي|ميلادية", "am": "ዓ.ም|ዓ.ም.", "cs": "roku",
    "ro": "anul", "fil": "taong", "es": "año",
}
MONTH: dict[str, str] = {"vi": "tháng|thg|t", "th": "เดือน", "lo": "ເດືອນ", "km": "ខែ", "id": "bulan", "ms": "bulan", "fa": "ماه", "sw": "mwezi", "am": "ወር"}
MONTH_BEHIND: dict[str, str] = {"mn": "сарын|сар", "my": "လ", "bo": "ཟླ"}
DAY_BEHIND: dict[str, str] = {
    "my": "ရက်|ရက်နေ့", "mn": "өдөр|ний өдөр|-ны өдөр|-ний өдөр|нд|-нд|-ний", "lt": "d|dieną|diena", "kk": "күні|күн", "ky": "күнү", "am": "ቀን",
    "lv": "", "tr": "günü",
}

# Behind the number of hours, of minutes, of seconds in a time of day.
HOURS: dict[str, str] = {
    "de": "uhr|h", "fr": "h|heures|heure", "es": "h|hs|hrs|horas|hr", "pt": "h|horas|hs|hrs", "it": "ore|h", "nl": "uur|u|h", "sv": "h", "pl": "godz|h",
    "cs": "hod|h|hodin", "sk": "hod|h|hodín", "hu": "óra|h|órakor|ó", "ro": "h|ore", "vi": "giờ|h|g", "ru": "ч|час|часов|часа", "uk": "год|година|годин",
    "bg": "ч|часа|ч.", "mk": "часот|ч", "sr": "часова|ч|сати|час|h", "sr-latn": "sati|h|časova|sat|čas", "sl": "h|uri", "lt": "val|h", "lv": "h",
    "th": "น.|นาฬิกา|น", "lo": "ໂມງ|ນ", "km": "ម៉ោង|នាទី", "my": "နာရီ", "id": "", "ko": "시", "ja": "時", "zh": "时|時|点|點", "el": "ώρα", "hy": "ժ|ժամ",
    "fi": "", "tr": "", "en": "hrs|hours|h|hr", "ca": "h|hores", "gl": "h|horas", "eu": "", "da": "", "bn": "টা|টায়|ঘটিকা", "hi": "बजे|बजकर", "ne": "बजे",
    "ur": "بجے", "mn": "цаг", "ka": "სთ|საათი", "mt": "", "sq": "", "af": "", "az": "", "kk": "сағат", "be": "гадзін", "el-": "",
}
MINUTES: dict[str, str] = {
    "vi": "phút|p|ph", "zh": "分", "ja": "分", "ko": "분", "de": "", "fr": "min|mn", "es": "min|minutos", "th": "นาที", "hi": "मिनट", "ru": "мин|минут",
    "km": "នាទី", "my": "မိနစ်", "lo": "ນາທີ", "hu": "perc", "bn": "মিনিট", "mn": "минут", "uk": "хв", "pl": "min",
}
SECONDS: dict[str, str] = {"vi": "giây", "zh": "秒", "ja": "秒", "ko": "초", "th": "วินาที"}

# Which half of the day.
AM: dict[str, str] = {
    "en": "am|a.m|a.m.|a. m|a. m.|a m|in the morning", "es": "am|a.m|de la mañana|de la madrugada|mañana", "pt": "da manhã|da madrugada", "fr": "du matin",
    "it": "di mattina|del mattino", "vi": "sa|sáng|buổi sáng|rạng sáng|giờ sáng|am", "zh": "上午|早上|凌晨|清晨|早晨|早", "ja": "午前|朝|未明|am",
    "ko": "오전|새벽|아침|am", "ar": "ص|صباحا|صباحاً|صباحًا|فجرا|فجراً|ق.ظ", "fa": "ق.ظ|قبل از ظهر|صبح|قظ|بامداد", "el": "πμ|π.μ|π.μ.", "hi": "पूर्वाह्न|सुबह|प्रातः|am|एएम",
    "bn": "সকাল|পূর্বাহ্ণ|ভোর|এএম|এ.এম", "th": "ก่อนเที่ยง|เช้า", "ms": "pg|pagi|tengah malam", "id": "pagi|dini hari", "tr": "öö", "sq": "pd|paradite|e paradites",
    "ur": "صبح|قبل دوپہر", "hu": "de|délelőtt|reggel|hajnali|hajnalban", "nl": "'s ochtends", "af": "vm", "lo": "ຕອນເຊົ້າ|ກ່ອນທ່ຽງ|ເຊົ້າ", "km": "ព្រឹក", "my": "နံနက်|မနက်",
    "ru": "утра|ночи", "uk": "ранку|ночі", "bg": "пр.об|пр. об|сутринта", "fil": "ng umaga|n.u|umaga", "am": "ጥዋት|ጠዋት", "he": "לפנה״צ|בבוקר|לפנות בוקר", "sw": "asubuhi",
    "ta": "முற்பகல்|காலை", "te": "ఉదయం", "mr": "सकाळी|पूर्वाह्न", "ne": "बिहान|पूर्वाह्न", "mn": "үө|ү.ө", "uz": "to", "so": "gh|subaxnimo", "hy": "կա", "cs": "dop", "sk": "dop",
    "de": "vorm|vormittags|morgens", "ka": "დილის", "gu": "સવારે", "ps": "غ.م", "ml": "രാവിലെ",
}
PM: dict[str, str] = {
    "en": "pm|p.m|p.m.|p. m|p. m.|p m|in the afternoon|in the evening", "es": "pm|p.m|de la tarde|de la noche", "pt": "da tarde|da noite", "fr": "de l'après-midi|du soir",
    "it": "di sera|del pomeriggio", "vi": "ch|chiều|buổi chiều|giờ chiều|pm", "zh": "下午|傍晚|午后|午後", "ja": "午後|夕方|夕|pm", "ko": "오후|저녁|pm",
    "ar": "م|مساء|مساءً|ظهرا|ظهراً|عصرا|عصراً|ب.ظ|بعد الظهر", "fa": "ب.ظ|بعد از ظهر|بعدازظهر|بظ|عصر", "el": "μμ|μ.μ|μ.μ.", "hi": "अपराह्न|शाम|दोपहर|pm|पीएम",
    "bn": "বিকাল|বিকেল|অপরাহ্ণ|দুপুর|সন্ধ্যা|পিএম|পি.এম", "th": "หลังเที่ยง|บ่าย|เย็น", "ms": "ptg|petang|tengah hari|tgh hari", "id": "sore|siang", "tr": "ös", "sq": "md|pasdite|e pasdites",
    "ur": "شام|دوپہر|سہ پہر|بعد دوپہر", "hu": "du|délután|este", "nl": "'s middags|'s avonds", "af": "nm", "lo": "ຕອນແລງ|ຫຼັງທ່ຽງ|ແລງ|ຕອນບ່າຍ", "km": "ល្ងាច|រសៀល", "my": "ညနေ|မွန်းလွဲ",
    "ru": "вечера|дня", "uk": "вечора|дня", "bg": "сл.об|сл. об|следобед", "fil": "ng hapon|n.h|hapon|ng gabi|n.g", "am": "ከሰዓት|ምሽት", "he": "אחה״צ|בערב|אחר הצהריים|אחה\"צ", "sw": "alasiri|mchana|jioni",
    "ta": "பிற்பகல்|மாலை|மதியம்", "te": "సాయంత్రం|మధ్యాహ్నం", "mr": "सायंकाळी|अपराह्न|दुपारी", "ne": "साँझ|अपराह्न|बेलुका", "mn": "үх|ү.х", "uz": "tk", "so": "gd|galabnimo", "hy": "կհ", "cs": "odp", "sk": "odp|popoludní",
    "de": "nachm|nachmittags|abends", "ka": "საღამოს", "gu": "સાંજે", "ps": "غ.و", "ml": "വൈകുന്നേരം",
}
NOON: dict[str, str] = {"en": "noon", "vi": "trưa|buổi trưa", "zh": "中午|正午", "ja": "昼|正午", "ko": "낮|정오", "es": "del mediodía|m.", "ms": "tengahari"}
EVENING: dict[str, str] = {"vi": "tối|buổi tối|đêm", "zh": "晚上|晚|夜间|夜里|晚间|夜|深夜", "ja": "夜|深夜", "ko": "밤", "bn": "রাত", "hi": "रात", "id": "malam", "ms": "malam", "ur": "رات", "my": "ည", "th": "ค่ำ", "km": "យប់", "ar": "ليلا|ليلاً"}

TODAY: dict[str, str] = {
    "en": "today", "de": "heute", "fr": "aujourd'hui|aujourd’hui", "es": "hoy", "pt": "hoje", "it": "oggi", "nl": "vandaag", "da": "i dag|idag", "nb": "i dag", "sv": "i dag|idag",
    "fi": "tänään", "is": "í dag", "et": "täna", "lv": "šodien", "lt": "šiandien", "pl": "dzisiaj|dziś|dzis", "cs": "dnes", "sk": "dnes", "hu": "ma", "ro": "azi|astăzi", "bg": "днес",
    "mk": "денес", "sr": "данас", "sr-latn": "danas", "sl": "danes", "sq": "sot", "el": "σήμερα", "tr": "bugün", "az": "bu gün|bugün", "ru": "сегодня", "uk": "сьогодні", "be": "сёння|сення",
    "kk": "бүгін", "uz": "bugun", "ky": "бүгүн", "tg": "имрӯз", "mn": "өнөөдөр", "hy": "այսօր", "ka": "დღეს", "he": "היום", "ar": "اليوم", "fa": "امروز", "ur": "آج", "hi": "आज", "mr": "आज", "ne": "आज",
    "bn": "আজ", "ta": "இன்று", "te": "ఈ రోజు", "th": "วันนี้", "lo": "ມື້ນີ້", "km": "ថ្ងៃនេះ", "my": "ယနေ့|ဒီနေ့", "id": "hari ini", "ms": "hari ini", "fil": "ngayong araw|ngayon", "vi": "hôm nay",
    "zh": "今天|今日", "ja": "今日|本日", "ko": "오늘|금일", "sw": "leo", "am": "ዛሬ", "ca": "avui", "gl": "hoxe", "eu": "gaur", "mt": "illum", "ga": "inniu", "cy": "heddiw", "af": "vandag", "gu": "આજે", "lb": "haut",
    "si": "අද", "kn": "ಇಂದು", "ml": "ഇന്ന്", "pa": "ਅੱਜ", "ps": "نن", "ha": "yau", "so": "maanta",
}
YESTERDAY: dict[str, str] = {
    "en": "yesterday", "de": "gestern", "fr": "hier", "es": "ayer", "pt": "ontem", "it": "ieri", "nl": "gisteren", "da": "i går|igår", "nb": "i går", "sv": "i går|igår", "fi": "eilen", "is": "í gær",
    "et": "eile", "lv": "vakar", "lt": "vakar", "pl": "wczoraj", "cs": "včera", "sk": "včera", "hu": "tegnap", "ro": "ieri", "bg": "вчера", "mk": "вчера", "sr": "јуче", "sr-latn": "juče|jučer",
    "sl": "včeraj", "sq": "dje", "el": "χθες|χτες|εχθές", "tr": "dün", "az": "dünən", "ru": "вчера", "uk": "вчора|учора", "be": "учора", "kk": "кеше", "uz": "kecha", "ky": "кечээ", "tg": "дирӯз", "mn": "өчигдөр",
    "hy": "երեկ", "ka": "გუშინ", "he": "אתמול", "ar": "أمس|امس|البارحة", "fa": "دیروز", "ur": "گزشتہ روز|گزشتہ کل|کل", "hi": "कल|बीता कल", "mr": "काल", "ne": "हिजो", "bn": "গতকাল", "ta": "நேற்று", "te": "నిన్న",
    "th": "เมื่อวาน|เมื่อวานนี้", "lo": "ມື້ວານ|ມື້ວານນີ້", "km": "ម្សិលមិញ", "my": "မနေ့က|ယမန်နေ့က", "id": "kemarin", "ms": "semalam", "fil": "kahapon", "vi": "hôm qua|ngày hôm qua", "zh": "昨天|昨日", "ja": "昨日|きのう",
    "ko": "어제|전일", "sw": "jana", "am": "ትናንት|ትላንት|ትላንትና", "ca": "ahir", "gl": "onte", "eu": "atzo", "mt": "ilbieraħ|lbieraħ", "ga": "inné", "cy": "ddoe", "af": "gister", "gu": "ગઈકાલે", "lb": "gëschter",
    "si": "ඊයේ", "kn": "ನಿನ್ನೆ", "ml": "ഇന്നലെ", "pa": "ਕੱਲ੍ਹ", "ps": "پرون", "ha": "jiya", "so": "shalay",
}
BEFORE_YESTERDAY: dict[str, str] = {
    "en": "day before yesterday", "de": "vorgestern", "fr": "avant-hier", "es": "anteayer|antier", "pt": "anteontem", "it": "l'altro ieri|altro ieri|ieri l'altro", "nl": "eergisteren", "da": "i forgårs|i forgaars",
    "nb": "i forgårs", "sv": "i förrgår|förrgår", "fi": "toissapäivänä|toissa päivänä", "is": "í fyrradag", "et": "üleeile", "lv": "aizvakar", "lt": "užvakar", "pl": "przedwczoraj", "cs": "předevčírem", "sk": "predvčerom",
    "hu": "tegnapelőtt", "ro": "alaltăieri", "bg": "онзи ден|завчера", "mk": "завчера", "sr": "прекјуче", "sr-latn": "prekjuče|prekjučer", "sl": "predvčerajšnjim", "sq": "pardje", "el": "προχθές|προχτές", "tr": "önceki gün|evvelsi gün",
    "ru": "позавчера", "uk": "позавчора", "be": "пазаўчора", "he": "שלשום", "ar": "أول أمس|اول امس", "fa": "پریروز", "hi": "परसों", "th": "เมื่อวานซืน", "id": "kemarin lusa|kemarin dulu", "vi": "hôm kia", "zh": "前天|前日",
    "ja": "一昨日|おととい", "ko": "그저께|그제|엊그제", "ca": "abans-d'ahir", "kk": "алдыңгүні", "ka": "გუშინწინ",
}
NOW: dict[str, str] = {
    "en": "just now|moments ago|a moment ago|seconds ago|a few seconds ago", "de": "gerade eben|soeben|eben gerade|vor wenigen sekunden", "fr": "à l'instant|à l’instant", "es": "hace un momento|ahora mismo|hace instantes",
    "pt": "agora mesmo|há instantes|agora há pouco", "it": "proprio ora|poco fa|adesso", "nl": "zojuist|zonet", "da": "lige nu", "nb": "akkurat nå|nå nettopp", "sv": "just nu|nyss", "fi": "juuri nyt|hetki sitten",
    "pl": "przed chwilą|chwilę temu", "cs": "právě teď|před chvílí", "ru": "только что", "uk": "щойно", "tr": "az önce|şimdi", "vi": "vừa xong|mới đây|vừa đăng|vừa mới", "zh": "刚刚|剛剛|剛才", "ja": "たった今", "ko": "방금|방금 전",
    "id": "baru saja", "ar": "الآن", "th": "เมื่อสักครู่", "hu": "most|épp most", "ro": "chiar acum|acum câteva secunde", "el": "μόλις τώρα", "hi": "अभी-अभी|अभी",
}
LAST_WEEK: dict[str, str] = {"vi": "tuần trước", "en": "last week", "de": "letzte woche", "fr": "la semaine dernière|semaine dernière", "es": "la semana pasada", "pt": "semana passada", "zh": "上周|上週", "ja": "先週", "ko": "지난주", "id": "minggu lalu", "ru": "на прошлой неделе"}
# "last Thursday": in front of, or behind, the day of the week.
LAST: dict[str, str] = {"en": "last|past", "de": "letzten|letzter|vergangenen", "fr": "dernier", "es": "pasado|el pasado", "pt": "passada|passado|última", "it": "scorso|scorsa", "nl": "afgelopen|vorige", "vi": "vừa qua|tuần vừa rồi", "id": "lalu", "ru": "в прошлый|прошлый"}
ONE: dict[str, str] = {
    "en": "a|an|one|about an|about a", "de": "einer|einem|eine|ein|rund einer", "fr": "une|un", "es": "una|un", "pt": "uma|um", "it": "un'|un|una|un’", "nl": "een|één", "da": "en|et", "nb": "en|ett|et", "sv": "en|ett", "ro": "o|un",
    "ca": "una|un", "gl": "unha|un", "hu": "egy", "tr": "bir", "sq": "një", "vi": "một", "el": "μία|ένα|έναν|μια",
}

# Between the two ends of a range, and in front of its first.
TO: dict[str, str] = {
    "en": "to|through|thru|until|till|and", "de": "bis|bis zum|und", "fr": "au|à|jusqu'au|et", "es": "al|a|hasta|hasta el|y", "pt": "a|até|ao|e", "it": "al|a|fino al|e", "nl": "tot|t/m|tot en met|en", "da": "til|og", "nb": "til|og", "sv": "till|t.o.m|och",
    "fi": "ja", "pl": "do|i", "cs": "do|až|a", "sk": "do|až|a", "hu": "és", "ro": "la|până la|și|până pe", "bg": "до|и", "ru": "до|по|и", "uk": "до|по|та|і", "sr-latn": "do|i", "sr": "до|и", "sl": "do|in", "el": "έως|μέχρι|ως|και",
    "tr": "ile|ve", "ar": "إلى|حتى|الى|و", "fa": "تا|الی|و", "he": "עד", "hi": "से|तक", "th": "ถึง|จนถึง|ถึงวันที่", "lo": "ຫາ|ເຖິງ", "km": "ដល់|ដល់ថ្ងៃទី", "id": "hingga|sampai|s.d|s/d|sampai dengan|dan", "ms": "hingga|sehingga|dan",
    "vi": "đến|đến ngày|tới|tới ngày|đến hết ngày|và", "zh": "至|到|起至|起到", "ja": "から|より", "ko": "부터", "ca": "al|fins al|i", "lt": "iki|ir", "lv": "līdz|un", "et": "kuni|ja", "is": "til|og", "fil": "hanggang|at",
}
FROM: dict[str, str] = {
    "en": "from|between", "de": "vom|von|ab|zwischen", "fr": "du|dès le|à partir du|entre le", "es": "del|desde|desde el|a partir del|entre el", "pt": "de|desde|a partir de|entre", "it": "dal|a partire dal|tra il", "nl": "van|vanaf|tussen", "da": "fra|mellem", "nb": "fra|mellom",
    "sv": "från|mellan", "pl": "od|od dnia|między", "cs": "od|mezi", "sk": "od|medzi", "ro": "din|de la|între", "bg": "от", "ru": "с|со|начиная с", "uk": "з|із", "sr-latn": "od|između", "sr": "од", "sl": "od", "el": "από|από τις", "ar": "من|ابتداء من",
    "fa": "از", "th": "ตั้งแต่|ตั้งแต่วันที่|ระหว่างวันที่|ระหว่าง", "id": "mulai|dari|sejak|antara", "ms": "dari|mulai|antara", "vi": "từ|từ ngày|kể từ|kể từ ngày|bắt đầu từ", "zh": "自|从|從|由", "he": "מ|החל מ", "km": "ពី|ពីថ្ងៃទី|ចាប់ពី", "lo": "ແຕ່|ແຕ່ວັນທີ",
    "ca": "del|des del", "tr": "", "hu": "", "fi": "", "fil": "mula",
}
# Words that put a time at a place, so that it is an appointment; and words by which a sentence tells of a day.
PLACED: dict[str, str] = {
    "en": "at the|in the", "de": "im|in der|in den|beim|auf dem|in", "fr": "à la|au|dans la|dans le|salle", "es": "en el|en la|en los|en", "pt": "no|na|nos|nas", "it": "presso|nella|nel|al|alla|in", "nl": "in de|in het|bij", "da": "i|på", "nb": "i|på", "sv": "i|på",
    "pl": "w|na", "cs": "v|na", "sk": "v|na", "ro": "la|în", "ru": "в|на", "uk": "у|в|на", "sr-latn": "u|na", "vi": "tại|ở", "th": "ณ", "lo": "ທີ່", "id": "di|bertempat", "ms": "di|bertempat", "zh": "在", "ja": "に|で", "ko": "에서", "el": "στο|στη|στην", "tr": "salonunda", "ar": "في", "he": "ב", "fil": "sa",
    "hi": "में", "fi": "", "hu": "",
}
TIMES_FIRST: dict[str, str] = {"vi": "vào|vào ngày|sáng|trưa|chiều|tối|đêm|vào sáng|vào tối|vào chiều|trong ngày|sáng ngày|chiều ngày|tối ngày|trong|nhân ngày|đầu|cuối|giữa|khoảng"}
