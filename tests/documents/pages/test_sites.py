"""Pages in the manner of well-known news sites; their texts and names are invented."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from documents.formats.record import Found
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "ميناء المرسى يعود إلى العمل بعد توقف دام ثلاثة أشهر"
PARAGRAPHS = (
    "عاد صيادو المرسى إلى البحر صباح الثلاثاء بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة في الميناء القديم، وخرج نحو"
    " أربعين قارباً مع الفجر إلى مواقع الصيد المعتادة قبالة الساحل.",
    "وقال رئيس جمعية الصيادين كريم الوالي إن السوق في حاجة إلى السردين، وإن الأسعار ستعود إلى ما كانت عليه خلال أسبوع،"
    " مضيفاً أن الرصيف الجديد يتسع لعشرين قارباً آخر.",
    "وكانت البلدية قد أغلقت الميناء في الشتاء الماضي بعد أن كشفت لجنة فنية تشققات في الحاجز الشرقي، ورصدت للأعمال"
    " أربعة ملايين دينار، نصفها قرض من المصرف الزراعي.",
    "ويقول أصحاب المطاعم إن زبائنهم لم ينقطعوا، لكنهم اضطروا إلى شراء السمك من موانئ بعيدة بضعف الثمن، فيما أغلق"
    " مصنع التعليب الوحيد في المدينة أبوابه مؤقتاً وسرح ستين عاملة.",
    "وتنص الخطة الجديدة على صيانة الحاجز كل سنتين، وعلى تخصيص رصيف للقوارب الصغيرة التي كانت ترسو بين السفن وتتعرض"
    " للضرر كلما اشتدت الريح.",
)
RELATED = (
    "سوق السمك في البلدة القديمة يستقبل زواره من جديد",
    "البلدية تعلن موعد افتتاح الطريق الساحلي الجديد",
    "أمطار غزيرة على السواحل الشمالية نهاية الأسبوع",
    "اتحاد المرسى يتعادل خارج ملعبه ويحافظ على الصدارة",
)
LONGER = (
    "هذه قصة أخرى لا علاقة لها بالميناء، كتبت لتملأ قائمة الأخبار في أسفل الصفحة وفي جوانبها كما تفعل المواقع كلها."
)


def paragraphs(inside: str = "<p>{}</p>") -> str:
    return "\n".join(inside.format(text) for text in PARAGRAPHS)


def links(cls: str) -> str:
    return "".join(
        f'<div class="{cls}"><a href="/{n}"><img src="{n}.jpg" alt="{text}"><h3>{text}</h3></a><span>21 أغسطس 2025</span>'
        f"<p>{LONGER}</p></div>"
        for n, text in enumerate(RELATED)
    )


MENU = "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/sport'>رياضة</a></li><li><a href='/eco'>اقتصاد</a></li></ul></nav>"
SHARE = (
    '<ul class="social"><li><a href="https://facebook.example/share">فيسبوك</a></li><li><a href="#">تويتر</a></li>'
    '<li><a href="#">واتساب</a></li><li><a href="#">نسخ الرابط</a></li></ul>'
)
FOOTER = (
    "<footer><p>جميع الحقوق محفوظة 2026</p><ul><li><a href='/about'>من نحن</a></li><li><a href='/privacy'>سياسة الخصوصية</a>"
    "</li></ul></footer>"
)

GRAPH = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE} - مرصد نيوز عربي</title>
<meta property="og:title" content="{TITLE} - مرصد نيوز عربي"><meta property="og:site_name" content="مرصد نيوز عربي">
<meta property="og:url" content="https://marsad.example/arabic/business-55140000"><meta name="description" content="وصف">
<script type="application/ld+json">{{"@context":"http://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{
    TITLE
}",
"datePublished":"2020-12-01T12:40:11.000Z","dateModified":"2020-12-02T08:00:00.000Z","inLanguage":"ar",
"publisher":{{"@type":"NewsMediaOrganization","name":"مرصد نيوز عربي"}},"author":{{"@type":"NewsMediaOrganization","name":
"مرصد نيوز عربي"}},"mainEntityOfPage":"https://marsad.example/arabic/business-55140000"}}]}}</script></head><body>
<div id="root"><header role="banner">{
    MENU
}</header><div class="css-1x"><main role="main"><div class="css-a1"><h1 id="content"
tabindex="-1" class="css-h1">{
    TITLE
}</h1></div><div class="css-a2"><time datetime="2020-12-01" class="css-t">1 ديسمبر/ كانون
الأول 2020</time></div><figure class="css-f"><img alt="قوارب"><span>صدر الصورة، </span><span>Getty</span><figcaption><span
class="visually-hidden">التعليق على الصورة، </span><p>قوارب الصيد في الميناء القديم</p></figcaption></figure>
{"".join(f'<div dir="rtl" class="css-p"><p dir="rtl" class="css-q">{text}</p></div>' for text in PARAGRAPHS)}
<section role="region" aria-labelledby="related"><h2 id="related">مواضيع ذات صلة</h2><ul>{
    "".join(f"<li><a href='/{n}'>{t}</a></li>" for n, t in enumerate(RELATED))
}</ul></section></main></div></div>{FOOTER}</body></html>"""

ONE_PAGE_APP = f"""<!doctype html><html lang="ar" dir="rtl"><head><title>{TITLE} | اقتصاد | الجادة نت</title>
<meta name="description" content="وصف"><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="الجادة نت">
<link rel="canonical" href="https://jadda.example/ebusiness/2020/12/1/{"ميناء-المرسى"}"><script type="application/ld+json">
{{"@context":"https://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://jadda.example/ebusiness/2020/12/1/x",
"headline":"{TITLE}","datePublished":"2020-12-01T09:15:21Z","dateModified":"2020-12-01T09:15:21Z",
"author":{{"@type":"Person","name":"الجادة نت"}},"publisher":{{"@type":"Organization","name":"الجادة نت"}}}}</script></head><body>
<div id="root"><div class="header">{MENU}</div><main id="main-content-area"><div class="article-header"><div class="topics"><a
href="/ebusiness">اقتصاد</a></div><h1>{TITLE}</h1></div><div class="article-info-block"><div class="date-simple"><span
class="screen-reader-text">Published On 1/12/2020</span><span aria-hidden="true">1/12/2020</span></div>{SHARE}</div>
<div class="wysiwyg wysiwyg--all-content css-ibbk12">{paragraphs()}</div><div class="article-source">المصدر : الجادة نت + وكالات</div>
<div class="more-on"><h2>اقرأ أيضا</h2>{links("article-card")}</div></main></div>{FOOTER}</body></html>"""

TWO_HEADS = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{TITLE} - اليوم العاشر</title>
<meta property="og:title" content="{TITLE} - اليوم العاشر"><meta property="og:site_name" content="اليوم العاشر">
<meta property="article:section" content="اقتصاد"><meta property="article:published_time" content="2020-12-01T07:23:13Z">
<meta name="twitter:title" content="{TITLE} - اليوم العاشر"></head><body><div class="header"><h1>اليوم العاشر</h1><span>الأحد، 15
مارس 2026 05:12 م</span>{MENU}</div><div class="container"><div class="articleCont"><div class="breadcumb"><a href="/">الرئيسية</a><a
href="/eco">اقتصاد</a></div><h1>{TITLE}</h1><span class="newsStoryDate">الثلاثاء، 01 ديسمبر 2020 09:23 ص</span>
<div class="img-cont"><img src="a.jpg" alt="قوارب"><span class="img-cap">قوارب الصيد في الميناء</span></div><span class="writeBy">كتبت
ليلى حداد</span><div id="articleBody">{paragraphs('<p style="text-align: right;">{}</p>')}</div>{SHARE}<div class="relatedBottom">
<h3>موضوعات متعلقة</h3>{links("item")}</div></div><div class="sidebar"><h3>الأكثر قراءة</h3>{links("most")}</div></div>{FOOTER}</body></html>"""

BLOG_ENGINE = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>{TITLE} – جريدة ساحلية</title>
<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}"><meta property="og:site_name"
content="جريدة ساحلية"><link rel="canonical" href="https://sahiliya.example/{"ميناء"}-812345.html"></head><body class="rtl post-template-default
single single-post"><header>{MENU}<div class="today-date">الأحد 15 مارس 2026</div></header><section class="main"><div class="row"><article class="col post-812345 post
type-post"><div class="article-header"><h1 class="post-title">{TITLE}</h1><div class="meta"><span class="author"><a href="/author/x">جريدة
ساحلية - سلمى الناصر</a></span><span class="date-post">الثلاثاء 1 ديسمبر 2020 - 12:34</span></div></div><figure><img src="x.jpg">
<figcaption>صورة: أرشيف</figcaption></figure><div class="article-content">{paragraphs()}<p>اقرأ أيضا: <a href="/2">{RELATED[0]}</a></p></div>
<div class="tags"><a href="/t/1">المرسى</a><a href="/t/2">صيد</a></div>{SHARE}<section class="related-posts"><h2>قد يهمك أيضا</h2>
{links("post-card")}</section><section id="comments" class="comments-area"><h3>تعليقات الزوار</h3><ul class="comment-list">
<li class="comment"><div class="comment-heading"><span class="fn">أحمد</span><span class="comment-date">الأربعاء 2 ديسمبر 2020 - 08:10</span></div>
<div class="comment-text"><p>خبر سار لكل أهل المدينة، نتمنى أن تبقى الأسعار معقولة هذه المرة وألا تتكرر الأزمة.</p></div></li></ul></section></article></div>
</section>{FOOTER}</body></html>"""

DOTTED_DATE = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{TITLE} - RM Arabic</title><meta property="og:title"
content="{TITLE}"><meta property="og:site_name" content="RM Arabic"></head><body><div class="layout">{MENU}<div class="main-article">
<h1 class="heading heading_article">{TITLE}</h1><div class="article__dates"><div class="date">تاريخ النشر: <span>01.12.2020 | 12:34 GMT</span></div><div class="date">آخر
تحديث: <span>03.12.2020 | 08:00 GMT</span></div></div><div class="article__summary">أعلنت البلدية عودة ميناء المرسى إلى العمل.</div>
<div class="article__text text">{paragraphs()}<p>المصدر: وكالات</p></div><div class="article__share">{SHARE}</div></div><div class="news-line">
{links("news-line__item")}</div></div>{FOOTER}</body></html>"""

OLD_TABLES = f"""<HTML dir=rtl><HEAD><META http-equiv=Content-Type content="text/html; charset=windows-1256"><TITLE>صحيفة الساحل :: {TITLE}
</TITLE></HEAD><BODY><TABLE width=780><TR><TD colspan=2><FONT size=2>الأحد 15 مارس 2026</FONT></TD></TR><TR><TD class=menu width=120><A href=1.asp>محليات</A><BR>
<A href=2.asp>اقتصاد</A><BR><A href=3.asp>رياضة</A></TD><TD><TABLE><TR><TD class=title><FONT size=5><B>{TITLE}</B></FONT></TD></TR><TR><TD
class=date>الثلاثاء 1/12/2020 العدد 5120</TD></TR><TR><TD class=newsbody><FONT size=3>{"<BR><BR>".join(PARAGRAPHS)}</FONT></TD></TR></TABLE></TD></TR>
<TR><TD colspan=2><A href=p.asp>للطباعة</A> | <A href=m.asp>أرسل إلى صديق</A></TD></TR></TABLE></BODY></HTML>"""

DATE_BELOW = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{TITLE} | سياسة واقتصاد | تحليلات معمقة | DN | 01.12.2020</title>
<meta property="og:title" content="{TITLE} | DN | 01.12.2020"><meta property="og:site_name" content="DN.EXAMPLE"><meta property="og:url"
content="https://www.dn.example/ar/a-55790000"></head><body>{MENU}<div id="bodyContent"><div class="col3"><h4 class="artikel">سياسة واقتصاد</h4><h1>{TITLE}</h1>
<p class="intro">أعلنت بلدية المرسى عودة الميناء إلى العمل.</p><div class="group"><div class="longText">{paragraphs()}<p>س.ن/ ل.ح (أ ف ب، رويترز)</p></div></div></div>
<div class="col1"><ul class="smallList"><li><strong>تاريخ</strong>
01.12.2020</li><li><strong>مواضيع متعلقة</strong> <a href="/1">صيد</a></li></ul></div><div class="teaser">{links("news")}</div></div>{FOOTER}</body></html>"""

TWO_TIMES = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{TITLE}</title><meta property="og:title" content="{TITLE}"><meta
property="og:site_name" content="فرنجة 42 / FRANJA42"></head><body>{MENU}<article class="t-content"><h1 class="t-content__title">{TITLE}</h1>
<p class="t-content__chapo">أعلنت بلدية المرسى عودة الميناء إلى العمل.</p><p class="t-content__dates m-pub-dates"><span
class="m-pub-dates__date">نشرت في: <time datetime="2020-12-01T18:32:10+00:00" pubdate="pubdate">01/12/2020 - 18:32</time></span><span
class="m-pub-dates__date">آخر تحديث: <time datetime="2020-12-03T18:32:10+00:00">03/12/2020 - 18:32</time></span></p>{SHARE}<div
class="t-content__body u-clearfix">{paragraphs()}<p>فرنجة 42</p></div></article><aside>{links("m-item")}</aside>{FOOTER}</body></html>"""

SCRIPT_ONLY = f"""<!DOCTYPE html><html lang="ar"><head><title>{TITLE}</title><script type="application/ld+json">[{{"@context":"https://schema.org",
"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2020-12-01T10:00:00+02:00","articleBody":"{" ".join(PARAGRAPHS)}",
"publisher":{{"name":"عربية برس"}},}}]</script></head><body><div id="__next">{MENU}<h1>{TITLE}</h1><div class="skeleton"></div></div>{FOOTER}</body></html>"""

ARCHIVED = (
    TWO_HEADS.replace(
        "<head>",
        """<head><script src="//archive.example/_static/js/bundle.js"></script><script>__wm.wombat(
"https://yawm10.example/story/2020/12/1/5012345","20210203101112","https://web.archive.example/","web","/_static/","1612347072");</script>""",
    )
    .replace('href="/', 'href="/web/20210203101112/https://yawm10.example/')
    .replace(
        "<body>",
        """<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><p>The Wayback Machine captured 3 Feb 2021 10:11:12.
122 captures from 1 Dec 2020 to 3 Feb 2021, about this capture and others of it</p></div><!-- END WAYBACK TOOLBAR INSERT -->""",
    )
)

MAGAZINE = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>{TITLE} - شبكة الميناء الإخبارية</title>
<link rel="canonical" href="https://port.example/archives/5521"></head><body class="rtl single-post"><div class="background-overlay"><div
id="tie-container"><header id="theme-header"><div class="topbar-today-date tie-icon">الأحد, مارس 15 2026</div>{MENU}</header><div class="main-content
tie-col-md-8"><article id="the-post"><header class="entry-header-outer"><nav id="breadcrumb"><a href="/">الرئيسية</a><em class="delimiter">/</em><a
href="/eco">اقتصاد</a><em class="delimiter">/</em><span class="current">{TITLE}</span></nav><div class="entry-header"><span
class="post-cat-wrap"><a class="post-cat" href="/eco">اقتصاد</a></span><h1 class="post-title entry-title">{TITLE}</h1><div
id="single-post-meta" class="post-meta clearfix"><span class="author-meta single-author no-avatars"><span class="meta-item meta-author-wrapper"><span
class="meta-author"><a href="/author/m" class="author-name">محرر</a></span></span></span><span class="date meta-item tie-icon">ديسمبر 1, 2020</span><span
class="meta-comment tie-icon meta-item">0</span><span class="meta-views meta-item">133</span><span class="meta-reading-time meta-item">دقيقة واحدة</span></div></div></header><div
id="share-buttons-top">{SHARE}</div><div class="entry-content entry clearfix"><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><div class="mag-box"><h3>اقرأ أيضا</h3><ul><li><a
href="/1">{RELATED[0]}</a></li><li><a href="/2">{RELATED[1]}</a></li></ul></div><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p><p>اقرأ أيضا</p><p><a href="/3">{RELATED[2]}</a></p><p>{PARAGRAPHS[4]}</p><div
class="post-bottom-meta post-bottom-tags"><div class="post-bottom-meta-title">الوسوم</div><span class="tagcloud"><a href="/t">المرسى</a></span></div></div><div
id="share-buttons-bottom">{SHARE}</div></article><div class="about-author"><h3>محرر</h3><p>كاتب في الشبكة</p></div><div id="related-posts"><h3>مقالات ذات صلة</h3>
{links("related-item")}</div><div id="respond" class="comment-respond"><h3>اترك تعليقاً</h3><form><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p></form></div></div>
<aside class="sidebar">{links("widget")}</aside>{FOOTER}</div></div></body></html>"""

FIELDS = f"""<!DOCTYPE html><html lang="ar" dir="rtl" prefix="dc: http://purl.org/dc/terms/ content: http://purl.org/rss/1.0/modules/content/"><head><title>{TITLE} | وكالة البيدر</title>
<link rel="canonical" href="/node/88123"><link rel="shortlink" href="/node/88123"><meta property="og:url" content="https://baydar.example/node/88123"></head><body class="html not-front node-type-article">{MENU}
<div id="main" class="clearfix"><div id="content" class="column"><h1 class="title" id="page-title">{TITLE}</h1><div class="node node-article"><span property="dc:date dc:created"
content="2020-12-01T14:22:00+02:00" datatype="xsd:dateTime" class="rdf-meta">ث, 12/01/2020 - 14:22</span><div class="content"><div class="field field-name-field-image"><img src="a.jpg"></div><div
class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs('<p class="rtejustify">{}</p>')}</div></div></div><div
class="field field-name-field-tags"><div class="field-label">كلمات دلالية:&nbsp;</div><a href="/t/1">صيد</a></div></div><ul class="links inline"><li><a href="/user/login">سجل الدخول لتعلق</a></li></ul></div></div>
<div class="region region-sidebar-second">{links("views-row")}</div></div>{FOOTER}</body></html>"""

LABELS = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>
	بوابة الضفة - {TITLE}
</title></head><body><form method="post" id="form1"><div class="aspNetHidden"><input type="hidden" id="__VIEWSTATE" value="/wEPDwUKLTE2" /></div><div id="header"><span id="lblToday">الأحد 15-3-2026</span>{MENU}</div><div
class="outer"><div class="bbNewsTitle"><span id="ContentPlaceHolder1_lblSection">اقتصاد</span></div><div class="bbtitle"><span id="ContentPlaceHolder1_lblTitle">{TITLE}</span></div><div class="bbdate"><span id="ContentPlaceHolder1_lblDate">1-12-2020 | 09:23</span></div><div
class="bbimgsml"><img src="a.jpg" /><span id="lblCaption">أرشيفية</span></div><div id="ContentPlaceHolder1_divContent" class="bbnewsbody">{"<br /><br />".join(PARAGRAPHS)}</div><div class="bbtags">كلمات البحث <a
href="t">المرسى</a></div><div class="bbrel"><h4>أخبار ذات صلة</h4>{links("bbitem")}</div></div></form>{FOOTER}</body></html>"""

SHORT = f"""<!DOCTYPE html><html lang="ar"><head><title>{TITLE} – قناة الضحى</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="قناة الضحى"><meta
property="article:published_time" content="2020-12-01T10:00:00Z"></head><body>{MENU}<div class="container"><div class="single"><h1>{TITLE}</h1><div class="video"><iframe src="v"></iframe></div><div class="desc">{PARAGRAPHS[0]}</div>
</div><div class="more"><h2>شاهد أيضاً</h2>{links("video-card")}</div></div>{FOOTER}</body></html>"""

PAGES = {
    "magazine": MAGAZINE,
    "fields": FIELDS,
    "labels": LABELS,
    "short": SHORT,
    "graph": GRAPH,
    "one-page-app": ONE_PAGE_APP,
    "two-heads": TWO_HEADS,
    "blog-engine": BLOG_ENGINE,
    "dotted-date": DOTTED_DATE,
    "old-tables": OLD_TABLES,
    "date-below": DATE_BELOW,
    "two-times": TWO_TIMES,
    "script-only": SCRIPT_ONLY,
    "archived": ARCHIVED,
}


def read(folder: Path, name: str) -> Found:
    path = folder / f"{name}.html"
    path.write_bytes(PAGES[name].encode("windows-1256" if name == "old-tables" else "utf-8"))
    (result,) = read_file(path)
    assert isinstance(result, Found), result
    return result


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Found:
    return read(tmp_path_factory.mktemp("site"), request.param)


def test_the_headline_comes_without_the_sites_name(page: Found) -> None:
    assert page.article.title == TITLE


def test_the_day_of_publication_is_read(page: Found) -> None:
    assert page.article.published is not None
    assert page.article.published.isoformat()[:10] == "2020-12-01"


def overlap(text: str, wanted: str) -> float:
    """Return the F1 of a text's words against those of another."""
    words, others = Counter(text.split()), Counter(wanted.split())
    return 2 * sum((words & others).values()) / (sum(words.values()) + sum(others.values()))


def test_the_body_is_the_articles_text(page: Found) -> None:
    wanted = PARAGRAPHS[:1] if page.path.stem == "short" else PARAGRAPHS
    assert overlap(page.article.body, " ".join(wanted)) > 0.95


def test_nothing_of_menus_and_related_articles_is_in_the_body(page: Found) -> None:
    assert not [text for text in (LONGER, *RELATED, "واتساب", "الرئيسية", "خبر سار") if text in page.article.body]
