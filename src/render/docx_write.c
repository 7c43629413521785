#include "render/render.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "render/docx.h"
#include "render/input.h"
#include "render/page.h"
#include "render/style.h"
#include "render/xml.h"
#include "render/zip.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OPENED(name_) XML_HEAD "<w:" name_ " xmlns:w=\"" WORD "\" xmlns:r=\"" OFFICE "\">"

static const char content_types[] = XML_HEAD
	"<Types xmlns=\"" PACKAGE "content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	"relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
#define PART(name_, type_) "<Override PartName=\"/" name_ "\" ContentType=\"application/" \
	"vnd.openxmlformats-" type_ "+xml\"/>"
#define WORD_PART(name_, type_) PART("word/" name_ ".xml", \
	"officedocument.wordprocessingml." type_)
	WORD_PART("document", "document.main") WORD_PART("styles", "styles")
	WORD_PART("settings", "settings") WORD_PART("header_page", "header")
	WORD_PART("header_first", "header") WORD_PART("header_blank", "header")
	WORD_PART("footer_first", "footer") WORD_PART("footer_blank", "footer")
	PART("docProps/core.xml", "package.core-properties")
	PART("customXml/itemProps1.xml", "officedocument.customXmlProperties")
	"</Types>";

static const char package_links[] = XML_HEAD
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" "
	"Target=\"word/document.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
	"Target=\"docProps/core.xml\"/></Relationships>";

#define LINK(id_, type_, target_) "<Relationship Id=\"" id_ "\" Type=\"" OFFICE "/" type_ \
	"\" Target=\"" target_ "\"/>"
static const char document_links[] = XML_HEAD
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	LINK("rId1", "styles", "styles.xml") LINK("rId2", "settings", "settings.xml")
	LINK("rId3", "customXml", "../customXml/item1.xml")
	LINK(DOCX_HEADER_PAGE, "header", "header_page.xml")
	LINK(DOCX_HEADER_FIRST, "header", "header_first.xml")
	LINK(DOCX_HEADER_BLANK, "header", "header_blank.xml")
	LINK(DOCX_FOOTER_FIRST, "footer", "footer_first.xml")
	LINK(DOCX_FOOTER_BLANK, "footer", "footer_blank.xml")
	"</Relationships>";

static const char figures_links[] = XML_HEAD
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	LINK("rId1", "customXmlProps", "itemProps1.xml") "</Relationships>";

static const char figures_properties[] = XML_HEAD
	"<ds:datastoreItem ds:itemID=\"{5F0A6C7E-3C0B-4E57-9B3E-0D1E7A7A3001}\" "
	"xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">"
	"<ds:schemaRefs><ds:schemaRef ds:uri=\"" FIGURES_NAMESPACE "\"/></ds:schemaRefs>"
	"</ds:datastoreItem>";

static const char settings[] = OPENED("settings")
	"<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
	"<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
	"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
	"<w:themeFontLang w:val=\"vi-VN\"/></w:settings>";

/* The number is a field: pages are Word's.  Its "2" is what is shown until it counts. */
static const char header_page[] = OPENED("hdr")
	"<w:p><w:pPr><w:pStyle w:val=\"SoTrang\"/></w:pPr><w:r><w:fldChar "
	"w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
	"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r>"
	"<w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";
static const char header_blank[] = OPENED("hdr") "<w:p/></w:hdr>";
static const char footer_blank[] = OPENED("ftr") "<w:p/></w:ftr>";

/* Twentieths of a point for spaces, halves for sizes: the units of the format. */
static void add_style(struct text *out, const struct style *style)
{
	static const char *const alignments[] = {
		[STYLE_LEFT] = "left", [STYLE_CENTRE] = "center", [STYLE_RIGHT] = "right",
		[STYLE_BOTH] = "both",
	};
	bool red = style == style_of(STYLE_MARK) || style == style_of(STYLE_SECRECY);

	text_add_format(out, "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\">"
			"<w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>%s"
			"<w:spacing w:before=\"%d\" w:after=\"%d\"/><w:ind w:firstLine=\"%d\"/>"
			"<w:jc w:val=\"%s\"/></w:pPr><w:rPr>", style->id, style->name,
			style->keep_next ? "<w:keepNext/>" : "", (int)(style->before * 20),
			(int)(style->after * 20), style->first_line, alignments[style->alignment]);
	text_add_format(out, "%s%s%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>",
			style->bold ? "<w:b/><w:bCs/>" : "", style->italic ? "<w:i/><w:iCs/>" : "",
			red ? "<w:color w:val=\"E00000\"/>" : "", (int)(style->points * 2),
			(int)(style->points * 2));
}

/* Times New Roman by name: what the reader's machine has of that metric takes its place. */
static const char *write_styles(struct arena *arena)
{
	struct text out = { .arena = arena };

	text_add(&out, OPENED("styles")
		 "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
		 "w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" "
		 "w:cs=\"Times New Roman\"/><w:color w:val=\"000000\"/><w:sz w:val=\"28\"/>"
		 "<w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>"
		 "<w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
		 "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
		 "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
		 "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
	for (int id = 0; id < STYLES; id++)
		add_style(&out, style_of((enum style_id)id));
	text_add(&out, "</w:styles>");
	return text_string(&out);
}

static const char *write_body(struct arena *arena, const json_t *document)
{
	struct text out = { .arena = arena };

	text_add(&out, OPENED("document"));
	docx_add_body(&out, document);
	text_add(&out, "</w:document>");
	return text_string(&out);
}

/* The circulation mark stands above the head, right of the middle (ô 11). */
static const char *write_first_header(struct arena *arena, const json_t *document)
{
	struct text out = { .arena = arena };
	const char *mark = input_text(document, "circulation");
	int width = (int)(measure_text(mark, 13, true) * 20) + TWIPS(8);

	text_add(&out, OPENED("hdr"));
	if (mark[0] != '\0') {
		int left = MARGIN_LEFT > 0 ? TEXT_WIDTH - TWIPS(12) - width : 0;

		text_add_format(&out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
			"<w:tblInd w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>"
			"<w:top w:val=\"single\" w:sz=\"6\"/><w:left w:val=\"single\" w:sz=\"6\"/>"
			"<w:bottom w:val=\"single\" w:sz=\"6\"/>"
			"<w:right w:val=\"single\" w:sz=\"6\"/></w:tblBorders>"
			"<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
			"<w:gridCol w:w=\"%d\"/></w:tblGrid><w:tr><w:tc><w:tcPr>"
			"<w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width, left, width, width);
		docx_add_paragraph(&out, STYLE_CIRCULATION, "", mark);
		text_add(&out, "</w:tc></w:tr></w:tbl>");
	}
	text_add(&out, "<w:p><w:pPr><w:spacing w:line=\"60\" w:lineRule=\"exact\"/></w:pPr></w:p>"
		 "</w:hdr>");
	return text_string(&out);
}

/* The address of the body (ô 13), under a line, on page 1 only. */
static const char *write_first_footer(struct arena *arena, const json_t *document)
{
	struct text out = { .arena = arena };

	text_add(&out, OPENED("ftr"));
	if (input_has(document, "footer"))
		docx_add_paragraph(&out, STYLE_ADDRESS, "<w:pBdr><w:top w:val=\"single\" "
			"w:sz=\"6\" w:space=\"2\" w:color=\"000000\"/></w:pBdr>",
			input_text(document, "footer"));
	else
		text_add(&out, "<w:p/>");
	text_add(&out, "</w:ftr>");
	return text_string(&out);
}

/* What file managers show; the day is the document's, so that a copy made later is the
   same file. */
static const char *write_properties(struct arena *arena, const json_t *document)
{
	struct text out = { .arena = arena };
	const char *date = input_text(document, "date");

	text_add(&out, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/"
		 "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		 "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
		 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	xml_add(&out, input_text(document, "kind"));
	text_add_char(&out, ' ');
	xml_add(&out, input_text(document, "subject"));
	text_add(&out, "</dc:title><dc:creator>");
	xml_add(&out, input_text(document, "issuer"));
	text_add(&out, "</dc:creator><dc:language>vi-VN</dc:language>");
	if (date[0] != '\0')
		text_add_format(&out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.10s"
				"T00:00:00Z</dcterms:created>", date);
	text_add(&out, "</cp:coreProperties>");
	return text_string(&out);
}

/* The signed figures, as they were signed: what `report check` reads again. */
static const char *write_figures(struct arena *arena, const json_t *document)
{
	struct text out = { .arena = arena };

	text_add(&out, XML_HEAD "<figures xmlns=\"" FIGURES_NAMESPACE "\">");
	xml_add(&out, input_text(document, "figures"));
	text_add(&out, "</figures>");
	return text_string(&out);
}

/* Into memory: the file is written whole or not at all. */
bool docx_write(struct arena *arena, const json_t *document, struct text *bytes)
{
	struct zip_part parts[] = {
		{ "[Content_Types].xml", content_types, 0 },
		{ "_rels/.rels", package_links, 0 },
		{ "word/document.xml", write_body(arena, document), 0 },
		{ "word/_rels/document.xml.rels", document_links, 0 },
		{ "word/styles.xml", write_styles(arena), 0 },
		{ "word/settings.xml", settings, 0 },
		{ "word/header_page.xml", header_page, 0 },
		{ "word/header_first.xml", write_first_header(arena, document), 0 },
		{ "word/header_blank.xml", header_blank, 0 },
		{ "word/footer_first.xml", write_first_footer(arena, document), 0 },
		{ "word/footer_blank.xml", footer_blank, 0 },
		{ "docProps/core.xml", write_properties(arena, document), 0 },
		{ "customXml/item1.xml", write_figures(arena, document), 0 },
		{ "customXml/itemProps1.xml", figures_properties, 0 },
		{ "customXml/_rels/item1.xml.rels", figures_links, 0 },
	};
	const size_t count = sizeof(parts) / sizeof(parts[0]);

	for (size_t i = 0; i < count; i++)
		parts[i].length = strlen(parts[i].bytes);
	return zip_write(parts, count, bytes);
}
