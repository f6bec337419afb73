"""How languages count back: words before the number, words behind it, and the units from second to year.

A row is `before; behind; second; minute; hour; day; week; month; year`; `|` stands between forms. Facts from the
Unicode CLDR, completed by hand.
"""

AGO: dict[str, str] = {
    "af": "; gelede; sekonde|sekondes|sek; min|minute|minuut; uur; dae|dag; week|weke; maand|maande|md; jaar",
    "am": "ከ; በፊት; ሰከንድ|ሰከንዶች; ደቂቃ|ደቂቃዎች; ሰዓት|ሰዓቶች; ቀን|ቀናት|ቀኖች; ሳምንታት|ሳምንት; ወራት|ወር; ዓመታት|ዓመት",
    "ar": (
        "قبل|منذ|مند; مضت; ثانية|ثوان|ثواني; دقيقة|دقائق|دقيقه|دقيقتين; ساعة|ساعات|ساعه|ساعتين; "
        "يوم|أيام|يوما|ايام|يومين; أسبوع|أسابيع|اسبوع|أسبوعين; شهر|أشهر|شهور|شهرا|شهرين; "
        "سنة|سنوات|عام|أعوام|عاما"
    ),
    "az": "; əvvəl|öncə; saniyə; dəqiqə; saat; gün; həftə; ay; il",
    "be": (
        "; таму; секунду|секунды|секунд; хвіліну|хвіліны|хвілін|хв; гадзіну|гадзіны|гадзін|гадз; "
        "дзень|дні|дзён|дня; тыдзень|тыдні|тыдняў; месяц|месяцы|месяцаў; год|гады|гадоў"
    ),
    "bg": (
        "преди|пр; ; секунди|секунда|сек; минути|минута|мин; часа|час|ч; дни|ден; седмици|седмица; "
        "месеца|месец|месеци; години|година"
    ),
    "bn": "; আগে|পূর্বে; সেকেন্ড; মিনিট; ঘণ্টা|ঘন্টা; দিন; সপ্তাহ; মাস; বছর",
    "bs": (
        "prije; ; sek|sekundi|sekundu; min|minuta|minutu; sat|sati; dan|dana; sed|sedmica|sedmicu; "
        "mj|mjesec|mjeseci; god|godina|godinu"
    ),
    "ca": "fa; ; segon|segons; min|minut|minuts; hora|hores; dia|dies; setm|setmana|setmanes; mes|mesos; any|anys",
    "cs": (
        "před; zpět; sekundami|sekundou; min|minutami|minutou; hodinami|hodinou|hod; dnem|dny; týdnem|týdny; "
        "měsícem|měsíci; rokem|lety|roky"
    ),
    "cy": "; yn ôl; eil|eiliad; mun|munud; awr; diwrnod; ws|wythnos; mis; bl|o flynyddoedd",
    "da": (
        "for; siden; sekund|sekunder|sek; minut|minutter|min; time|timer; dag|dage; uge|uger; "
        "måned|måneder|md|mdr; år"
    ),
    "de": (
        "vor; her; sek|sekunde|sekunden; min|minute|minuten; std|stunde|stunden|stdn; tag|tagen|tage; "
        "wo|woche|wochen; monat|monaten|monate; jahr|jahren|jahre"
    ),
    "el": (
        "πριν από|πριν; πριν; δευτερόλεπτα|δευτ; λεπτά|λεπτό|λεπ; ώρες|ώρα; ημέρες|ημέρα|μέρες|μέρα; "
        "εβδομάδες|εβδομάδα; μήνες|μήνα; χρόνια|χρόνο|έτη|έτος"
    ),
    "en": (
        "; ago|back; sec|second|seconds|secs; min|minute|minutes|mins; hour|hours|hr|hrs; day|days; "
        "week|weeks|wk|wks; mo|month|months|mos; year|years|yr|yrs"
    ),
    "es": (
        "hace; atrás; segundo|segundos; min|minuto|minutos|mins; hora|horas|hrs; día|días; semana|semanas; "
        "mes|meses; año|años"
    ),
    "et": "; eest; sek|sekundi; min|minuti; tunni; päeva; näd|nädala; kuu; aasta",
    "eu": "duela; ; segundo; minutu; ordu; egun; aste; hilabete; urte",
    "fa": "; پیش|قبل; ثانیه; دقیقه; ساعت; روز; هفته; ماه; سال",
    "fi": (
        "; sitten; sekunti|sekuntia; min|minuutti|minuuttia; tunti|tuntia; pv|päivä|päivää; "
        "viikko|viikkoa|vk; kk|kuukausi|kuukautta; vuosi|vuotta"
    ),
    "fil": "; ang nakalipas|ang nakakaraan|nakalipas|nakaraan; segundo; minuto|min; oras; araw; linggo; buwan; taon",
    "fo": (
        "; síðan; sek|sekund; min|minutt|minuttir; tímar|tími; da|dagar|dagur; vi|vika|vikur; "
        "mnð|mánað|mánaðir; ár"
    ),
    "fr": (
        "il y a; ; seconde|secondes; min|minute|minutes; heure|heures; jour|jours; sem|semaine|semaines; "
        "mois; an|ans"
    ),
    "fy": "; lyn; sekonde|sekonden; minuten|minút; oere; dei|deien; wike|wiken; moanne|moannen; jier",
    "ga": (
        "; ó shin; soic|soicind; nóim|nóiméad; uair an chloig|uair; lá; scht|seachtain; mhí|mí; "
        "bhl|bhliain|bl|bliain"
    ),
    "gl": (
        "hai; ; segundo|segundos; min|minuto|minutos; hora|horas; día|días; sem|semana|semanas; mes|meses; "
        "ano|anos"
    ),
    "gu": "; પહેલાં|પહેલા; સેકંડ|સેકન્ડ; મિનિટ; કલાક; દિવસ; અઠવાડિયા; મહિના; વર્ષ",
    "ha": (
        "; da ya gabata|da suka gabata|da suka wuce; dakika|daƙiƙa; minti|mintuna; awa|awanni|sa'a; "
        "rana|kwanaki|kwana; mako|makonni; wata|watanni; shekara|shekaru"
    ),
    "he": "לפני; ; שניות|שנייה|שנ׳; דקות|דקה|דק׳; שעות|שעה|שע׳; ימים|יום; שבועות|שבוע; חודשים|חודש|חודשיים; שנים|שנה",
    "hi": "; पहले|पूर्व; सेकंड|सेकेंड; मिनट; घंटे|घंटा|घण्टे; दिन; सप्ताह|हफ्ते|हफ़्ते; महीने|माह|महीना; साल|वर्ष",
    "hr": (
        "prije; ; sekundi|sekundu|sekunde; min|minuta|minutu|minute; sat|sati|sata; dan|dana; "
        "tj|tjedan|tjedana|tjedna; mj|mjesec|mjeseci|mjeseca; godina|godinu|godine"
    ),
    "hu": (
        "; ezelőtt; másodperccel|másodperce; perccel|perce; órája|órával; napja|nappal; hete|héttel; "
        "hónapja|hónappal; éve|évvel"
    ),
    "hy": "; առաջ; վ|վայրկյան|վրկ; ր|րոպե; ժ|ժամ; օր; շաբ|շաբաթ; ամիս; տ|տարի",
    "id": "; yang lalu|lalu|yg lalu; detik; menit|mnt; jam; hari; minggu; bulan|bln; tahun|thn",
    "is": (
        "fyrir; síðan|síðan; sek|sekúndu|sekúndum; mín|mínútu|mínútum; "
        "klst|klukkustund|klukkustundum|tímum|tíma; degi|dögum; viku|vikum; mánuði|mánuðum; ári|árum"
    ),
    "it": (
        "; fa; sec|secondi|secondo; min|minuti|minuto; ora|ore; gg|giorni|giorno; sett|settimana|settimane; "
        "mese|mesi; anni|anno"
    ),
    "ja": "; 前; 秒; 分; 時間; 日; 週間; か月|ヶ月|カ月|ヵ月|ケ月; 年",
    "ka": "; წინ; წამის|წმ; წთ|წუთის; საათის|სთ; დღის; კვ|კვირის; თვის; წლის",
    "kk": "; бұрын; секунд; минут|мин; сағат|сағ; күн; апта; ай; жыл",
    "km": "; មុន|កន្លងទៅ; វិនាទី; នាទី; ម៉ោង; ថ្ងៃ; សប្ដាហ៍|សប្តាហ៍; ខែ; ឆ្នាំ",
    "kn": (
        "; ಹಿಂದೆ; ಸೆಕೆಂಡುಗಳ|ಸೆಕೆಂಡ್; ನಿಮಿಷಗಳ|ನಿಮಿಷದ; ಗಂಟೆ|ಗಂಟೆಗಳ; ದಿನಗಳ|ದಿನದ; ವಾರಗಳ|ವಾರದ; "
        "ತಿಂಗಳ|ತಿಂಗಳು|ತಿಂಗಳುಗಳ; ವರ್ಷಗಳ|ವರ್ಷದ"
    ),
    "ko": "; 전; 초; 분; 시간; 일; 주|주일; 개월|달; 년",
    "ky": "; мурн|мурун; сек|секунд; мүн|мүнөт; с|саат; күн; апт|апта; ай; жыл",
    "lb": "virun; ; sek|sekonn; min|minutt; st|stonn; dag; woch; mount; joer",
    "lo": "; ກ່ອນ|ກ່ອນໜ້ານີ້|ຜ່ານມາ; ວິນາທີ; ນາທີ; ຊົ່ວໂມງ; ມື້|ວັນ; ອາທິດ; ເດືອນ; ປີ",
    "lt": (
        "prieš; ; sek|sekundę|sekundžių; min|minutę|minučių; val|valandą|valandų; dieną|dienų; "
        "sav|savaitę|savaičių; mėn|mėnesių|mėnesį; metus|metų"
    ),
    "lv": (
        "pirms; ; sek|sekundes|sekundēm; min|minūtes|minūtēm; st|stundas|stundām; dienas|dienām; "
        "ned|nedēļas|nedēļām; mēn|mēneša|mēnešiem; gada|gadiem"
    ),
    "mk": (
        "пред; ; сек|секунда|секунди; мин|минута|минути; час|часа; ден|дена; седмица|седмици; месец|месеци; "
        "год|година|години"
    ),
    "ml": "; മുമ്പ്; സെക്കൻഡ്; മിനിറ്റ്; മണിക്കൂർ; ദിവസം; ആഴ്ച; മാസം; വർഷം",
    "mn": "; өмнө; секундын; минутын|минут; цагийн|цаг; өдрийн|хоногийн; долоо хоногийн; сарын; жилийн",
    "mr": (
        "; पूर्वी|आधी; सेकंद|सेकंदां; मिनिटे|मिनिट|मिनिटां; तास|तासां; दिवस|दिवसां; आठवडे|आठवड्यां; "
        "महिने|महिन्यां; वर्षे|वर्षां"
    ),
    "ms": "; yang lalu|lalu; saat; minit|min; jam; hari; minggu; bulan; tahun",
    "mt": "; ilu; sek|sekonda; min|minuta; siegħa; ġurnata; ġimgħa; xahar; sena|snin",
    "my": "လွန်ခဲ့သော|ပြီးခဲ့သည့်; အကြာက|က; စက္ကန့်; မိနစ်; နာရီ; ရက်; ပတ်; လ; နှစ်",
    "nb": (
        "for; siden; sek|sekund|sekunder; min|minutt|minutter; time|timer; døgn|dag|dager; uke|uker; "
        "md|måned|måneder; år"
    ),
    "ne": "; पहिले; सेकेन्ड|सेकेण्ड; मिनेट; घण्टा; दिन; हप्ता; महिना; वर्ष अघि",
    "nl": "; geleden; sec|seconde|seconden; min|minuten|minuut; uur; dag|dagen|dgn; week|weken; maand|maanden; jaar",
    "nn": (
        "for; sidan|siden; sek|sekund|sekunder; min|minutt|minuttar; timar|time; døgn|dag|dagar; veke|veker; "
        "månad|månadar; år"
    ),
    "pa": "; ਪਹਿਲਾਂ; ਸਕਿੰਟ; ਮਿੰਟ; ਘੰਟਾ|ਘੰਟੇ; ਦਿਨ; ਹਫ਼ਤਾ|ਹਫ਼ਤੇ; ਮਹੀਨਾ|ਮਹੀਨੇ; ਸਾਲ",
    "pl": (
        "; temu; sek|sekundy|sekundę|sekund; min|minuty|minutę|minut; godz|godziny|godzinę|godzin; "
        "dni|dzień|dnia; tydz|tydzień|tyg|tygodnie|tygodni; mies|miesiąc|miesiące|miesięcy; rok|lata|lat"
    ),
    "ps": "; مخکې; ثانيه|ثانيه کې|ثانيې; دقيقه|دقيقې; ساعت|ساعتونه; ورځ|ورځې; اونۍ; مياشت|مياشتې; کال|کاله",
    "pt": (
        "há|faz|à; atrás; seg|segundo|segundos; min|minuto|minutos|mins; hora|horas; dia|dias; "
        "semana|semanas; meses|mês; ano|anos"
    ),
    "ro": (
        "acum|în urmă cu; în urmă; secunde|secundă|de secunde|sec; minute|minut|de minute|min; ore|oră|de "
        "ore; zile|zi|de zile; săptămâni|săptămână|de săptămâni; luni|lună|de luni; ani|an|de ani"
    ),
    "ru": (
        "; назад|тому назад; сек|секунду|секунды|секунд; мин|минуту|минуты|минут; ч|час|часа|часов; "
        "день|дн|дня|дней; нед|недели|неделю|недель; мес|месяц|месяца|месяцев; год|года|лет"
    ),
    "si": "; කට පෙර|පෙර; තත්පර; මිනිත්තු|විනාඩි; පැය; දින; සති; මාස; වසර",
    "sk": (
        "pred; ; sekundami|sekundou; min|minútami|minútou; hodinami|hodinou; dňami|dňom; "
        "týž|týždňami|týždňom; mes|mesiacmi|mesiacom; rokmi|rokom"
    ),
    "sl": (
        "pred; ; sekundami|sekundo; min|minutami|minuto; urami|uro; dnevi|dnevom; ted|tedni|tednom; "
        "mes|mesecem|meseci; leti|letom"
    ),
    "so": (
        "; kahor|khr; ilbiriqsi|ilbrqsi; daqiiqad|daqiiqadood|dqqd; saacad|saacadood|scd; "
        "maalin|maalmood|mlmd|mln; tdbd|toddobaad; bil|bilood; sannad|sannadood|snd"
    ),
    "sq": "; më parë; sek|sekonda|sekondë; min|minuta|minutë; orë; ditë; javë; muaj; vit|vjet",
    "sr": (
        "пре; ; с|сек|секунде|секунди; мин|минута; сата|сати|ч; д|дана; н|нед|недеља|недеље; "
        "м|мес|месеца|месеци; г|год|година|године"
    ),
    "sr-latn": (
        "pre; ; sek|sekunde|sekundi; min|minuta; sata|sati|č; dana; ned|nedelja|nedelje; mes|meseca|meseci; "
        "god|godina|godine"
    ),
    "sv": (
        "för; sen|sedan; sekund|sekunder|sek; min|minut|minuter; tim|timmar|timme; dag|dagar; vecka|veckor; "
        "mån|månad|månader; år"
    ),
    "sw": "; iliyopita|zilizopita|uliopita; sekunde; dakika; saa|masaa; siku; wiki; mwezi|miezi; mwaka|miaka",
    "ta": (
        "; முன்; வி|விநா|விநாடிகளுக்கு|விநாடிக்கு; நி|நிமி|நிமிடங்களுக்கு|நிமிடத்திற்கு; ம|மணி|மணிநேரம்; "
        "நா|நாட்களுக்கு|நாளுக்கு; வா|வார|வாரங்களுக்கு|வாரத்திற்கு|வாரத்திற்கு முன்பு; "
        "மா|மாத|மாதங்களுக்கு|மாதத்துக்கு; ஆ|ஆண்டிற்கு|ஆண்டுகளுக்கு"
    ),
    "te": (
        "; క్రితం; సెక|సెకను|సెకన్ల; నిమి|నిమిషం|నిమిషాల; గం|గంట|గంటల; రోజు|రోజుల; వారం|వారాల; నెల|నెలల; "
        "సం|సంవత్సరం|సంవత్సరాల"
    ),
    "th": "; ที่ผ่านมา|ที่แล้ว|ก่อน|มาแล้ว; วินาที; นาที; ชั่วโมง|ชม; วัน; สัปดาห์|อาทิตย์; เดือน; ปี",
    "tr": "; önce|evvel; saniye|sn; dakika|dk; saat; gün; hafta; ay; yıl",
    "uk": (
        "; тому; сек|секунди|секунду|секунд; хв|хвилини|хвилину|хвилин; годин|години|годину|год; "
        "день|дн|дня|дні|днів; тиж|тиждень|тижні|тижня|тижнів; міс|місяць|місяці|місяців; рік|роки|років|року"
    ),
    "ur": "; پہلے|قبل; سیکنڈ; منٹ; گھنٹہ|گھنٹے; دن|دنوں; ہفتہ|ہفتے; ماہ|مہینہ|مہینے; سال",
    "uz": "; oldin|avval; soniya; daqiqa; soat; kun; hafta; oy; yil",
    "vi": "cách đây; trước|trước đây; giây; phút; giờ|tiếng; ngày; tuần; tháng; năm",
    "zh": "; 前; 秒|秒钟|秒鐘; 分钟|分鐘|分; 小时|小時|个小时|個小時; 天|日; 周|週|星期|个星期; 个月|個月|月; 年",
}

# Units that mean "ago" by themselves, from second to year.
AGO_IN_ONE: dict[str, str] = {
    "hu": "másodperce; perce; órája; napja; hete; hónapja; éve",
    "mr": (
        "सेकंदांपूर्वी; मिनिटांपूर्वी|मिनिटापूर्वी; तासांपूर्वी|तासापूर्वी; दिवसांपूर्वी|दिवसापूर्वी; आठवड्यांपूर्वी|आठवड्यापूर्वी; "
        "महिन्यांपूर्वी|महिन्यापूर्वी; वर्षांपूर्वी|वर्षापूर्वी"
    ),
}
