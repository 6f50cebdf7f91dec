<?xml version="1.0" encoding="UTF-8"?>
<!-- The front matter: title block, abstracts, keywords, the list of facts. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk html book mml xlink ali">
<!-- Authors with the marks of their affiliations; the context is article-meta or front-stub. -->
<xsl:template name="authors">
  <xsl:variable name="authors" select="contrib-group[not(@content-type) or contrib/@contrib-type = 'author']/contrib[@contrib-type = 'author' or not(@contrib-type)]"/>
  <xsl:if test="$authors">
    <p class="authors">
      <xsl:for-each select="$authors">
        <xsl:if test="position() &gt; 1"><span class="name-mark"><xsl:call-template name="word"><xsl:with-param name="key">name-mark</xsl:with-param></xsl:call-template></span></xsl:if>
        <span class="author">
          <xsl:call-template name="contrib-name"/>
          <xsl:variable name="marks" select="xref[@ref-type = 'aff'][normalize-space(.) != '']"/>
          <xsl:if test="$marks"><sup class="aff-mark"><xsl:for-each select="$marks"><xsl:if test="position() &gt; 1">,</xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></sup></xsl:if>
          <xsl:if test="contrib-id[@contrib-id-type = 'orcid']/@jk:href">
            <xsl:text> </xsl:text><a class="orcid" href="{contrib-id[@contrib-id-type = 'orcid']/@jk:href}"><xsl:attribute name="aria-label">ORCID iD <xsl:call-template name="contrib-name"/></xsl:attribute>iD</a>
          </xsl:if>
        </span>
      </xsl:for-each>
    </p>
  </xsl:if>
  <xsl:variable name="affs" select="(aff|contrib-group/aff|contrib-group/aff-alternatives/aff[1]|aff-alternatives/aff[1]|contrib-group/contrib/aff)[not(@jk:lang) or substring(@jk:lang, 1, 2) = substring($lang, 1, 2)]"/>
  <xsl:if test="$affs">
    <ul class="affiliations">
      <xsl:if test="count($affs) &gt; 4 and not(self::front-stub)"><xsl:attribute name="jk:for">html</xsl:attribute></xsl:if>
      <xsl:for-each select="$affs">
        <li>
          <xsl:variable name="mark" select="normalize-space(label | sup[not(../label)])"/>
          <xsl:if test="$mark != '' and count($affs) &gt; 1"><sup class="aff-mark"><xsl:value-of select="$mark"/></sup><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="aff"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:if>
</xsl:template>
<xsl:template match="aff" mode="aff">
  <xsl:for-each select="node()[not(self::label or self::institution-id or self::email or self::sup)]"><xsl:apply-templates select="."/></xsl:for-each>
</xsl:template>

<xsl:template name="contrib-name">
  <xsl:variable name="names" select="name|string-name|collab|name-alternatives/name|name-alternatives/string-name|collab-alternatives/collab"/>
  <xsl:variable name="own" select="$names[not(@jk:lang) or (substring(@jk:lang, 1, 2) = substring($lang, 1, 2) and not(contains(@jk:lang, 'Latn')))]"/>
  <xsl:choose>
    <xsl:when test="$own"><xsl:value-of select="$own[1]/@jk:display"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$names[1]/@jk:display"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="latin-name">
  <xsl:variable name="names" select="name|string-name|name-alternatives/name|name-alternatives/string-name"/>
  <xsl:value-of select="($names[contains(@jk:lang, 'Latn')] | $names[starts-with(@jk:lang, 'en')])[1]/@jk:display"/>
</xsl:template>

<xsl:template match="article-title|subtitle|trans-title|trans-subtitle"><xsl:apply-templates/></xsl:template>
<xsl:template match="article-title//jk:open|article-title//jk:locus-link" priority="1"/>

<!-- 东北亚论坛 2020 年第 2 期，第 71–83 页 -->
<xsl:template name="issue-line">
  <xsl:variable name="meta" select="/article/front/article-meta"/>
  <xsl:variable name="journal" select="/article/front/journal-meta"/>
  <xsl:variable name="title" select="normalize-space(($journal//journal-title)[1])"/>
  <xsl:if test="$title != ''"><cite class="journal"><xsl:value-of select="$title"/></cite><xsl:text> </xsl:text></xsl:if>
  <xsl:variable name="year" select="normalize-space($meta/pub-date[year][1]/year)"/>
  <xsl:if test="$year != ''"><xsl:call-template name="fill"><xsl:with-param name="key">year-n</xsl:with-param><xsl:with-param name="n" select="$year"/></xsl:call-template></xsl:if>
  <xsl:for-each select="$meta/volume[1]"><xsl:call-template name="gap"/><xsl:call-template name="fill"><xsl:with-param name="key">volume-n</xsl:with-param><xsl:with-param name="n" select="normalize-space(.)"/></xsl:call-template></xsl:for-each>
  <xsl:for-each select="$meta/issue[1]"><xsl:call-template name="gap"/><xsl:call-template name="fill"><xsl:with-param name="key">issue-n</xsl:with-param><xsl:with-param name="n" select="normalize-space(.)"/></xsl:call-template></xsl:for-each>
  <xsl:for-each select="($meta/fpage|$meta/elocation-id)[1]">
    <xsl:call-template name="gap"/>
    <xsl:variable name="pages"><xsl:value-of select="normalize-space(.)"/><xsl:if test="$meta/lpage and $meta/lpage != $meta/fpage">–<xsl:value-of select="normalize-space($meta/lpage)"/></xsl:if></xsl:variable>
    <xsl:call-template name="fill"><xsl:with-param name="key">pages-n</xsl:with-param><xsl:with-param name="n" select="string($pages)"/></xsl:call-template>
  </xsl:for-each>
</xsl:template>
<xsl:template name="gap"><xsl:choose><xsl:when test="starts-with($lang, 'zh')"><xsl:text> </xsl:text></xsl:when><xsl:otherwise><xsl:text>, </xsl:text></xsl:otherwise></xsl:choose></xsl:template>

<xsl:template name="title-block">
  <header class="title-block">
    <xsl:for-each select="front/article-meta">
      <xsl:if test="article-categories/subj-group[@subj-group-type = 'heading']/subject">
        <p class="column"><xsl:value-of select="normalize-space(article-categories/subj-group[@subj-group-type = 'heading'][1]/subject[1])"/></p>
      </xsl:if>
      <xsl:if test="/article/@jk:first-page">
        <div class="first-page"><xsl:call-template name="page-start">
          <xsl:with-param name="id" select="concat('page-', /article/@jk:first-page)"/>
          <xsl:with-param name="number" select="/article/@jk:first-page"/>
        </xsl:call-template></div>
      </xsl:if>
      <h1 id="title"><xsl:apply-templates select="title-group/article-title/node()"/>
        <xsl:if test="normalize-space(title-group/article-title) = ''"><xsl:call-template name="word"><xsl:with-param name="key">untitled</xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="title-group/subtitle"><span class="subtitle"><xsl:if test="starts-with($lang, 'zh')">——</xsl:if><xsl:apply-templates select="title-group/subtitle/node()"/></span></xsl:if>
      </h1>
      <xsl:call-template name="authors"/>
    </xsl:for-each>
    <xsl:if test="not(front/article-meta)"><h1 id="title"><xsl:call-template name="word"><xsl:with-param name="key">untitled</xsl:with-param></xsl:call-template></h1></xsl:if>
  </header>
</xsl:template>

<xsl:template match="abstract|trans-abstract">
  <section class="abstract">
    <xsl:call-template name="common"/>
    <xsl:attribute name="role">doc-abstract</xsl:attribute>
    <xsl:if test="not(preceding-sibling::abstract or preceding-sibling::trans-abstract)"><xsl:attribute name="aria-labelledby"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute></xsl:if>
    <xsl:attribute name="epub:type">abstract</xsl:attribute>
    <xsl:element name="h{@jk:level}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="id"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute>
      <xsl:choose>
        <xsl:when test="self::trans-abstract and starts-with(@jk:lang, 'en')">Abstract</xsl:when>
        <xsl:when test="self::abstract and starts-with($lang, 'zh')"><xsl:call-template name="word"><xsl:with-param name="key">abstract</xsl:with-param></xsl:call-template></xsl:when>
        <xsl:when test="normalize-space(title) != ''"><xsl:apply-templates select="title/node()"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">abstract</xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
    <xsl:apply-templates/>
  </section>
</xsl:template>

<xsl:template match="kwd-group">
  <xsl:if test=".//kwd|.//compound-kwd">
    <p class="keywords">
      <xsl:call-template name="lang"/>
      <xsl:variable name="english" select="starts-with(@jk:lang, 'en') and not(starts-with($lang, 'en'))"/>
      <b class="label"><xsl:choose>
        <xsl:when test="$english">Keywords: </xsl:when>
        <xsl:when test="normalize-space(title) != '' and not(starts-with($lang, 'zh'))"><xsl:value-of select="normalize-space(title)"/><xsl:call-template name="word"><xsl:with-param name="key">keywords-mark</xsl:with-param></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">keywords</xsl:with-param></xsl:call-template><xsl:call-template name="word"><xsl:with-param name="key">keywords-mark</xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose></b>
      <xsl:for-each select=".//kwd|.//compound-kwd">
        <xsl:if test="position() &gt; 1"><xsl:choose><xsl:when test="$english">; </xsl:when><xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">list-mark</xsl:with-param></xsl:call-template></xsl:otherwise></xsl:choose></xsl:if>
        <xsl:apply-templates select="node()"/>
      </xsl:for-each>
    </p>
  </xsl:if>
</xsl:template>
<xsl:template match="compound-kwd-part"><xsl:if test="preceding-sibling::compound-kwd-part"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates/></xsl:template>

<xsl:template name="front-matter">
  <xsl:variable name="meta" select="front/article-meta"/>
  <xsl:apply-templates select="$meta/abstract"/>
  <xsl:apply-templates select="$meta/kwd-group[not(@jk:lang) or substring(@jk:lang, 1, 2) = substring($lang, 1, 2)]"/>
  <xsl:call-template name="facts"/>
  <xsl:variable name="titles" select="$meta/title-group/trans-title-group"/>
  <xsl:if test="$titles or $meta/trans-abstract">
    <section id="english" class="english">
      <xsl:attribute name="aria-label"><xsl:call-template name="word"><xsl:with-param name="key">english</xsl:with-param></xsl:call-template></xsl:attribute>
      <xsl:for-each select="$titles">
        <p class="trans-title"><xsl:call-template name="lang"/><xsl:apply-templates select="trans-title/node()"/><xsl:if test="trans-subtitle">: <xsl:apply-templates select="trans-subtitle/node()"/></xsl:if></p>
      </xsl:for-each>
      <xsl:variable name="latin" select="$meta/contrib-group/contrib[@contrib-type = 'author' or not(@contrib-type)][name-alternatives/*[contains(@jk:lang, 'Latn') or starts-with(@jk:lang, 'en')]]"/>
      <xsl:if test="$latin">
        <p class="trans-authors" lang="en" xml:lang="en"><xsl:for-each select="$latin"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:call-template name="latin-name"/></xsl:for-each></p>
      </xsl:if>
      <xsl:apply-templates select="$meta/trans-abstract"/>
      <xsl:apply-templates select="$meta/kwd-group[@jk:lang and substring(@jk:lang, 1, 2) != substring($lang, 1, 2)]"/>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template name="fact">
  <xsl:param name="key"/>
  <xsl:param name="value"/>
  <xsl:if test="normalize-space($value) != ''">
    <div><dt><xsl:call-template name="word"><xsl:with-param name="key" select="$key"/></xsl:call-template></dt><dd><xsl:copy-of select="$value"/></dd></div>
  </xsl:if>
</xsl:template>

<xsl:template name="facts">
  <xsl:variable name="meta" select="front/article-meta"/>
  <xsl:variable name="facts">
    <xsl:for-each select="$meta/article-id[@pub-id-type = 'doi'][1]">
      <div><dt>DOI</dt><dd><xsl:choose><xsl:when test="@jk:href"><a class="address" href="{@jk:href}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when><xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise></xsl:choose></dd></div>
    </xsl:for-each>
    <xsl:call-template name="fact"><xsl:with-param name="key">clc</xsl:with-param><xsl:with-param name="value"><xsl:for-each select="$meta/article-categories//subj-group[@subj-group-type = 'clc']/subject"><xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></xsl:with-param></xsl:call-template>
    <xsl:for-each select="$meta/custom-meta-group/custom-meta[@vocab = 'CAJ-CD']">
      <div><dt><xsl:value-of select="normalize-space(meta-name)"/></dt><dd><xsl:value-of select="normalize-space(meta-value)"/></dd></div>
    </xsl:for-each>
    <xsl:call-template name="fact"><xsl:with-param name="key">article-number</xsl:with-param><xsl:with-param name="value"><xsl:value-of select="normalize-space($meta/article-id[@custom-type = 'article-number'])"/></xsl:with-param></xsl:call-template>
    <xsl:for-each select="$meta/history/date">
      <xsl:call-template name="fact">
        <xsl:with-param name="key"><xsl:choose><xsl:when test="@date-type = 'received' or @date-type = 'rev-recd' or @date-type = 'accepted'"><xsl:value-of select="@date-type"/></xsl:when><xsl:otherwise>date</xsl:otherwise></xsl:choose></xsl:with-param>
        <xsl:with-param name="value"><xsl:call-template name="date"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="fact"><xsl:with-param name="key">funding</xsl:with-param><xsl:with-param name="value"><xsl:choose>
      <xsl:when test="$meta/funding-group/funding-statement"><xsl:apply-templates select="$meta/funding-group/funding-statement[1]/node()"/></xsl:when>
      <xsl:otherwise><xsl:for-each select="$meta/funding-group/award-group"><xsl:if test="position() &gt; 1"><xsl:call-template name="word"><xsl:with-param name="key">list-mark</xsl:with-param></xsl:call-template></xsl:if><xsl:for-each select="funding-source"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space((.//institution|self::*[not(.//institution)])[1])"/></xsl:for-each><xsl:if test="award-id"><xsl:text> </xsl:text><xsl:for-each select="award-id"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></xsl:if></xsl:for-each></xsl:otherwise>
    </xsl:choose></xsl:with-param></xsl:call-template>
    <xsl:if test="$meta/contrib-group/contrib/bio[normalize-space(.) != '']">
      <div><dt><xsl:call-template name="word"><xsl:with-param name="key">bio</xsl:with-param></xsl:call-template></dt>
        <dd><xsl:for-each select="$meta/contrib-group/contrib/bio[normalize-space(.) != '']"><xsl:for-each select="p"><p><xsl:apply-templates/></p></xsl:for-each></xsl:for-each></dd></div>
    </xsl:if>
    <xsl:if test="$meta/author-notes/*[normalize-space(.) != '']">
      <div><dt><xsl:call-template name="word"><xsl:with-param name="key">author-notes</xsl:with-param></xsl:call-template></dt>
        <dd><xsl:apply-templates select="$meta/author-notes/*" mode="author-note"/></dd></div>
    </xsl:if>
    <xsl:variable name="editors" select="$meta/contrib-group/contrib[@contrib-type = 'editor' or (not(@contrib-type) and ../@content-type = 'editors')]"/>
    <xsl:call-template name="fact"><xsl:with-param name="key">editors</xsl:with-param><xsl:with-param name="value"><xsl:for-each select="$editors"><xsl:if test="position() &gt; 1"><xsl:call-template name="word"><xsl:with-param name="key">name-mark</xsl:with-param></xsl:call-template></xsl:if><xsl:call-template name="contrib-name"/></xsl:for-each></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key">copyright</xsl:with-param><xsl:with-param name="value"><xsl:value-of select="normalize-space($meta/permissions/copyright-statement[1])"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key">licence</xsl:with-param><xsl:with-param name="value">
      <xsl:for-each select="$meta/permissions/license[1]">
        <xsl:for-each select="license-p"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates/></xsl:for-each>
        <xsl:if test="not(license-p) and @jk:href"><a class="address" href="{@jk:href}"><xsl:value-of select="@jk:href"/></a></xsl:if>
      </xsl:for-each>
    </xsl:with-param></xsl:call-template>
  </xsl:variable>
  <xsl:if test="string($facts) != ''"><dl class="facts"><xsl:copy-of select="$facts"/></dl></xsl:if>
</xsl:template>
<xsl:template match="author-notes/*" mode="author-note"><p><xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
  <xsl:if test="label"><span class="label"><xsl:apply-templates select="label/node()"/></span><xsl:text> </xsl:text></xsl:if>
  <xsl:for-each select="p"><xsl:if test="position() &gt; 1"><br/></xsl:if><xsl:apply-templates/></xsl:for-each><xsl:if test="not(p)"><xsl:apply-templates/></xsl:if><xsl:call-template name="backs"/></p></xsl:template>
<xsl:template match="license-p"><xsl:apply-templates/></xsl:template>
<xsl:template name="date">
  <xsl:choose>
    <xsl:when test="@iso-8601-date"><xsl:value-of select="@iso-8601-date"/></xsl:when>
    <xsl:when test="string-date"><xsl:value-of select="normalize-space(string-date)"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="normalize-space(year)"/><xsl:if test="month">-<xsl:if test="string-length(normalize-space(month)) = 1">0</xsl:if><xsl:value-of select="normalize-space(month)"/></xsl:if><xsl:if test="month and day">-<xsl:if test="string-length(normalize-space(day)) = 1">0</xsl:if><xsl:value-of select="normalize-space(day)"/></xsl:if></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
