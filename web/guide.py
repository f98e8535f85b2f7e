"""How does a reader write a query, and which keys are there? The page ``/help``."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext as _

blueprint = Blueprint("guide", __name__)

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and queries that find something among the samples with what each of them asks for."""


@blueprint.get("/help")
def page() -> str:
    """Show how queries are written, with examples that can be tried, and the keys."""
    return render_template("help.html", sections=sections())


def sections() -> tuple[Section, ...]:
    """Return the parts of the query language that readers need most; docs/query-language.md has all of it."""
    return (
        (
            _("كلمات وعبارات"),
            (
                ("محطة الطاقة الشمسية", _("مقالات فيها أي من هذه الكلمات، وأولها ما جمع أكثرها وأندرها")),
                ('"كرة اليد"', _("العبارة كما هي، كلمةً بعد كلمة")),
                ('"الشمسية الأردن"~9', _("الكلمات متقاربة، بأي ترتيب")),
                ("=مدارس", _("هذه الكلمة بحروفها وحدها، لا مفردها ولا ما اتصل بها")),
                ("تمو*", _("كل كلمة تبدأ بهذه الحروف؛ وعلامة ? عن حرف واحد")),
                ("الظاقة~", _("كلمة قريبة من هذه، وإن كان فيها خطأ مطبعي")),
            ),
        ),
        (
            _("الجمع والاستبعاد"),
            (
                ("+الطاقة الأردن", _("لا بد من الكلمة التي تسبقها +، وما بعدها يقدّم المقال ولا يلزم")),
                ("الطاقة AND الأردن", _("الكلمتان معًا")),
                ("هامبورغ أو هامبورج", _("إحداهما، وكذلك OR")),
                ("التمور -القصيم", _("من دون مقالات فيها ما بعد علامة -، وكذلك NOT")),
                ("(شعر أو مخطوطات) قرية", _("الأقواس تجمع ما يُقرأ معًا")),
                ("الطاقة^3 مدينة", _("للكلمة الأولى ثلاثة أضعاف وزنها في الترتيب")),
            ),
        ),
        (
            _("الحقول والتواريخ"),
            (
                ("عنوان:الطاقة", _("الكلمة في العنوان")),
                ('مصدر:"وكالة نسيم (نموذج)"', _("مقالات هذا المصدر")),
                ("قسم:رياضة", _("مقالات هذا القسم")),
                ("تاريخ:2024", _("ما نُشر في هذه السنة؛ ويصلح «رمضان 1444» و«أمس» و«الشهر الماضي»")),
                ("من:2022-12 إلى:2023-06", _("ما نُشر بين التاريخين")),
            ),
        ),
    )
