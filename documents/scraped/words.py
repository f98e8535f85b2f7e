"""Which words stand on every page of a news site, and say what a line is?

Sites, agencies and sections are known by name; the lists are short on purpose, and what is not in them is told by its
place on the page. Every list holds folded keys (`key`), so that spelling, signs and spaces make no difference.
"""

from __future__ import annotations

import re

from documents.calendar.months import fold

_NOT_LETTERS = re.compile(r"[\W_]+")


def key(line: str) -> str:
    """Return a line's folded words with one ``_`` between them; empty for a line without letters and digits."""
    return _NOT_LETTERS.sub("_", fold(line)).strip("_")


def _keys(names: str) -> frozenset[str]:
    return frozenset(key(name) for name in names.split())


def bare(words: str) -> str:
    """Return a key with each word without its article and its «و» (and)."""
    return "_".join(map(_bare_word, words.split("_")))


def _bare_word(word: str) -> str:
    word = word[1:] if word.startswith("و") and len(word) > 4 else word
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


NETWORKS = _keys(
    """
    فيسبوك فيس_بوك الفيسبوك الفيس_بوك الفايسبوك فايسبوك تويتر اكس منصة_اكس واتساب واتس_اب الواتساب واتس تيليجرام
    تلجرام تيلجرام تلغرام تيليغرام انستغرام انستجرام انستقرام أنستغرام يوتيوب لينكدان لينكد_ان لينكدين لينكد_إن
    سناب_شات سنابشات تيك_توك تيكتوك بنترست بينتيريست ماسنجر مسنجر ثريدز ريديت تمبلر فايبر
    facebook twitter x whatsapp telegram instagram youtube linkedin snapchat tiktok pinterest messenger threads reddit
    tumblr viber skype rss
    """
)

BUTTONS = NETWORKS | _keys(
    """
    email print share tweet copy_link طباعة اطبع بريد ايميل البريد_الالكتروني البريد نسخ نسخ_الرابط انسخ_الرابط
    تم_النسخ تم_نسخ_الرابط رابط_مختصر الرابط_المختصر شارك مشاركة شارك_الخبر شارك_هذا_الخبر شارك_المقال شارك_هذا_المقال
    شارك_الموضوع شارك_على شارك_عبر شاركها شاركه مشاركة_الخبر مشاركة_المقال مشاركة_عبر_البريد مشاركة_على شارك_المقالة
    تابعنا تابعونا تابعنا_على تابعونا_على حفظ ارسال ارسل_الى_صديق
    المشاهدات مشاهدات القراءات الزيارات
    حجم_الخط تكبير_الخط تصغير_الخط صص أ_أ ا_ا_ا a_a استمع استمع_للخبر استمع_للمقال استمع_إلى_المقال استماع
    إعلان إعلانات إشهار مساحة_إعلانية محتوى_إعلاني advertisement ads publicité
    الرئيسية الصفحة_الرئيسية القائمة قائمة بحث ابحث تسجيل_الدخول الوضع_الليلي عاجل مباشر البث_المباشر home accueil menu
    search skip_to_content تخطى_إلى_المحتوى التجاوز_إلى_المحتوى العودة_إلى_الأعلى العودة_للأعلى رجوع التالي السابق
    خاص حصري بالفيديو بالصور انتهى
    المقال_السابق المقال_التالي الخبر_السابق الخبر_التالي التدوينة_السابقة التدوينة_التالية المزيد
    """
)
"""A line that is one of these, and nothing else, is none of the article's."""

SHARING = NETWORKS | _keys(
    "شارك شاركها مشاركة على عبر نسخ الرابط طباعة بريد البريد share tweet print email copy link on"
)
"""A line of these words only, with a network among them, is a bar of buttons."""

COMMENTS = _keys(
    """
    تعليقات التعليقات عدد_التعليقات تعليقات_الزوار تعليقات_القراء تعليقات_الفيسبوك تعليقات_فيسبوك
    اترك_تعليقا اترك_تعليق اترك_تعليقك اترك_ردا اترك_رد اترك_ردك أضف_تعليقك أضف_تعليقا أضف_تعليق
    اضافة_تعليق إضافة_تعليق_جديد اكتب_تعليقك اكتب_تعليقا
    ضع_تعليقك شارك_برأيك شاركنا_برأيك شارك_بتعليقك شاركنا_رأيك كن_أول_من_يعلق صندوق_التعليقات شروط_التعليق شروط_النشر
    قواعد_التعليق إلغاء_الرد leave_a_reply leave_a_comment comments
    """
)
"""With such a line below the article its readers' comments begin."""

RELATED = frozenset(
    bare(key(words))
    for words in """
    اقرأ_أيضا اقرأ_كذلك اقرأ_المزيد اقرؤوا_أيضا اقرأوا_أيضا اقرأ_أيضًا شاهد_أيضا شاهدوا_أيضا طالع_أيضا طالعوا_أيضا
    تصفح_أيضا تابع_أيضا للمزيد لا_يفوتك لا_تفوت لا_تفوتك قد_يهمك قد_يهمك_أيضا قد_يعجبك قد_يعجبك_أيضا ربما_يعجبك
    مواضيع_ذات_صلة موضوعات_ذات_صلة مقالات_ذات_صلة أخبار_ذات_صلة ذات_صلة تقارير_ذات_صلة فيديوهات_ذات_صلة
    محتوى_ذو_صلة مواد_ذات_صلة مقالات_مرتبطة مواضيع_مرتبطة أخبار_مرتبطة مواضيع_مشابهة مقالات_مشابهة أخبار_مشابهة
    أخبار_متعلقة مواضيع_متعلقة موضوعات_متعلقة مقالات_متعلقة مقالات_أخرى أخبار_أخرى مواضيع_أخرى
    المزيد_من_الأخبار المزيد_من_المقالات
    آخر_الأخبار أحدث_الأخبار آخر_المقالات أحدث_المقالات آخر_المستجدات الأكثر_قراءة الأكثر_مشاهدة الأكثر_شعبية
    الأكثر_تداولا الأكثر_تعليقا اخترنا_لك اخترنا_لكم من_نفس_القسم في_نفس_القسم نوصي_بقراءة قصص_مقترحة
    related related_posts related_articles read_also read_more see_also lire_aussi à_lire_aussi most_read
    you_may_also_like
    """.split()
)
"""After such a line, or behind its colon, stand the headlines of other articles."""

TAGS = _keys(
    "الوسوم وسوم الوسم الكلمات_المفتاحية الكلمات_الدلالية كلمات_مفتاحية كلمات_دلالية كلمات_البحث تاغات tags tag"
)

AGENCIES = frozenset(
    name.replace("_", "")
    for name in _keys(
        """
        و_م_ع ماب map أ_ف_ب ا_ف_ب afp د_ب_أ dpa رويترز reuters الأناضول الاناضول أسوشيتد_برس أسوشيتدبرس ا_ب ap
        فرانس_برس الفرنسية الألمانية إفي efe واج وات وام واس سانا كونا بترا قنا بنا سبأ وفا شينخوا تاس سبوتنيك
        نوفوستي وكالات الوكالات غيتي غيتي_إيميجز getty gettyimages getty_images أرشيف أرشيفية cnn bbc
        """
    )
)
"""News agencies, and what stands in their place under a photo; without spaces."""

OUTLETS = _keys(
    """
    هسبريس hespress ميدي1 ميدي1تيفي medi1tv medi1 صوت_المغرب أكادير24 agadir24 اليوم24 الأيام24 العمق العمق_المغربي
    هبة_بريس شوف_تيفي كود لكم برلمان برلمان_كوم بديل تيلكيل_عربي ميديا24 le360 الصحراء_المغربية الأحداث_المغربية
    الاتحاد_الاشتراكي بيان_اليوم العلم المساء الصباح طنجة24 زنقة20 مدار21 آشكاين الأول نون_بريس أخبارنا
    أخبارنا_المغربية ناظور_سيتي البطولة هسبورت العربي_الجديد الجزيرة الجزيرة_نت العربية_نت القدس_العربي
    الشرق_الأوسط عربي21 العين_الإخبارية الخبر الشروق_أونلاين النهار الشرق الحرة يورونيوز اندبندنت_عربية
    """
)

OUTLET_BEGINS = _keys("وكالة صحيفة جريدة موقع قناة راديو إذاعة تلفزيون بوابة شبكة مجلة صوت يومية أسبوعية منبر")
OUTLET_ENDS = _keys("نيوز برس بريس تيفي أونلاين اونلاين ميديا news press tv media com")
"""A line of three words that begins, or of four that ends, with one of these names an outlet."""

_SECTIONS = """
    سياسة سياسية سياسات رياضة رياضات اقتصاد اقتصادية مجتمع ثقافة ثقافات فن فنون أدب آداب علوم تكنولوجيا تقنية صحة طب طقس
    بيئة مناخ محليات محلية محلي دولي دولية دوليات عالم عربي عربية عربيات وطني وطنية مغاربية مغاربي جهات جهوية جهوي حوادث
    منوعات رأي آراء مال أعمال أخبار تعليم تربية سيارات سفر سياحة قضاء عدالة أمن دين إسلاميات مرأة أسرة حوارات حوار
    تحقيقات تقارير روبورتاج ربورتاج قضايا ملفات تمازيغت أمازيغية انتخابات برلمان بورصة شركات فيديو فيديوهات صور كتب
    كتاب مقالات أقلام تلفزيون إذاعة سينما مسرح موسيقى معارض كرة_القدم كرة_قدم كرة_السلة تنس بلا_قيود زاوية
    مغرب المغرب_العربي الشرق_الأوسط خليج إفريقيا أفريقيا آسيا أوروبا أمريكا صحراء مغاربة_العالم جالية خارج_الحدود
    صوت_وصورة فرص_العمل عالم_الكتاب جريمة حياة لايف_ستايل أسواق طاقة فلاحة زراعة نقل عقار عقارات مشاهير غير_مصنف
    politics politique sport sports economy economie économie business society societe société culture science sciences
    technology technologie tech health sante santé world international monde national local regional opinion opinions
    arts art education environment environnement religion tamazight entertainment lifestyle women travel auto weather
    accidents faits-divers finance markets middle-east africa afrique maroc morocco
"""


SECTIONS = frozenset(bare(key(name)) for name in _SECTIONS.split())


def is_section(line: str) -> bool:
    """Tell whether a line is the name of a section, or of several: «رياضة», «الاقتصاد والمال», «أخبار دولية»."""
    if len(line) > 40 or not (words := [bare(word) for word in key(line).split("_") if word not in ("", "و")]):
        return False
    return "_".join(words) in SECTIONS or (len(words) <= 4 and all(word in SECTIONS for word in words))


def is_agency(line: str) -> bool:
    """Tell whether a line is the name of a news agency: «أ.ف.ب», «و م ع», «وكالة ضفاف»."""
    words = key(line).split("_")
    return "".join(words) in AGENCIES or (words[0] in ("وكاله", "وكالات") and 2 <= len(words) <= 4)


def is_outlet(line: str) -> bool:
    """Tell whether a short line is the name of a site, a paper or a station, or of two («صوت المرسى-وكالة ضفاف»)."""
    parts = [key(part) for part in re.split(r"[-–—|/]", line, maxsplit=2)]
    return (
        len(line) < 60
        and any(map(_is_outlet, parts))
        and all(part.count("_") < 4 and not part[:1].isdigit() for part in parts)
    )


def _is_outlet(words: str) -> bool:
    first, *rest = words.split("_")
    if {words, words.replace("_", "")} & OUTLETS:
        return True
    return (first in OUTLET_BEGINS and len(rest) in (1, 2)) or (len(rest) in (1, 2, 3) and rest[-1] in OUTLET_ENDS)
