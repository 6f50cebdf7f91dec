<?xml version="1.0" encoding="UTF-8"?>
<!-- The article inside the EPUB: the same ids as in JATS and HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk mml xlink ali">

<xsl:template match="article" mode="epub">
  <html lang="{$lang}" xml:lang="{$lang}">
    <head>
      <title><xsl:value-of select="jk:head/@title"/></title>
      <link rel="stylesheet" type="text/css" href="style.css"/>
    </head>
    <body>
      <p class="issue-line"><jk:slot part="issue-line"/></p>
      <jk:slot part="opening"/>
      <section id="main" epub:type="bodymatter" aria-labelledby="title"><jk:slot part="body"/></section>
      <jk:slot part="back"/>
      <jk:slot part="apparatus"/>
    </body>
  </html>
</xsl:template>
</xsl:stylesheet>
