#include "render/docx.h"

#include <stdlib.h>

#include "render/page.h"
#include "render/render.h"
#include "render/style.h"
#include "render/test_document.h"
#include "sheet/package.h"

/* The body in an element that knows its namespaces; checked as XML. */
static const char *body_of(const char *members)
{
	struct text out = { .arena = test_arena() };
	json_t *document = document_of(members);

	text_add(&out, "<d xmlns:w=\"w\" xmlns:r=\"r\">");
	docx_add_body(&out, document);
	text_add(&out, "</d>");
	json_decref(document);
	CHECK(is_good_xml(text_string(&out)));
	return text_string(&out);
}

static struct text docx_of(const char *members)
{
	struct text bytes = { .arena = test_arena() };
	json_t *document = document_of(members);

	CHECK(docx_write(test_arena(), document, &bytes));
	json_decref(document);
	return bytes;
}

static const char *part_of(const struct text *docx, const char *name)
{
	struct failure failure = { XLSX_DONE, "" };
	struct package package = { .arena = test_arena(), .bytes = text_string(docx),
				   .length = docx->length, .failure = &failure };
	struct part part;

	CHECK(package_read(&package, name, &part));
	return part.bytes;
}

TEST(every_component_of_a_document_is_escaped)
{
	static const char *const members[] = {
		"superior", "issuer", "number", "place_date", "kind", "subject", "circulation",
		"secrecy", "urgency", "footer", "journal", "typist", "signer", "second_post",
		"figures",
	};
	static const char *const lists[] = { "addressees", "bases", "recipients", "authority" };
	struct text all = { .arena = test_arena() };

	text_add(&all, "'blocks':[{'kind':'paragraph','number':'<1&','runs':[{'text':'<z&'}]}]");
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		text_add_format(&all, ",'%s':'<%s&'", members[i], members[i]);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		text_add_format(&all, ",'%s':['<%s&']", lists[i], lists[i]);
	struct text docx = docx_of(text_string(&all));
	const char *whole = arena_printf(test_arena(), "%s%s%s%s",
		part_of(&docx, "word/document.xml"), part_of(&docx, "word/header_first.xml"),
		part_of(&docx, "word/footer_first.xml"), part_of(&docx, "customXml/item1.xml"));

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		CHECK(strstr(whole, arena_printf(test_arena(), "&lt;%s&amp;", members[i])) != NULL);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		CHECK(strstr(whole, arena_printf(test_arena(), "&lt;%s&amp;", lists[i])) != NULL);
	CHECK(strstr(whole, "&lt;1&amp;") != NULL && strstr(whole, "&lt;z&amp;") != NULL);
}

TEST(every_part_of_the_package_is_good_xml_and_every_link_leads_to_a_part)
{
	static const char *const links[] = { "_rels/.rels", "word/_rels/document.xml.rels",
					     "customXml/_rels/item1.xml.rels" };
	static const char *const folders[] = { "", "word/", "customXml/" };
	struct text docx = docx_of("'circulation':'LƯU HÀNH NỘI BỘ','date':'2026-03-01'");

	for (size_t i = 0; i < 3; i++) {
		const char *relations = part_of(&docx, links[i]), *at = relations;

		CHECK(relations != NULL && is_good_xml(relations));
		for (at = strstr(at, "Target=\""); at != NULL; at = strstr(at, "Target=\"")) {
			at += 8;
			const char *target = arena_copy_bytes(test_arena(), at, strcspn(at, "\""));
			const char *name = strncmp(target, "../", 3) == 0 ? target + 3 :
				arena_printf(test_arena(), "%s%s", folders[i], target);
			const char *part = part_of(&docx, name);

			if (part == NULL)
				fprintf(stderr, "%s is not there\n", name);
			CHECK(part != NULL && is_good_xml(part));
		}
	}
	CHECK(is_good_xml(part_of(&docx, "[Content_Types].xml")));
}

TEST(a_document_without_a_date_bears_none)
{
	struct text dated = docx_of("'date':'2026-03-01','kind':'BÁO CÁO','subject':'x'");
	struct text undated = docx_of("'kind':'BÁO CÁO'");

	CHECK(strstr(part_of(&dated, "docProps/core.xml"), "2026-03-01T00:00:00Z") != NULL);
	CHECK(strstr(part_of(&dated, "docProps/core.xml"), "<dc:title>BÁO CÁO x<") != NULL);
	CHECK(strstr(part_of(&undated, "docProps/core.xml"), "dcterms:created") == NULL);
}

TEST(a_report_has_its_kind_as_title_and_a_letter_its_subject_beside_the_number)
{
	const char *report = body_of("'kind':'BÁO CÁO','subject':'Tổng kết'");
	const char *letter = body_of("'letter':true,'kind':'CÔNG VĂN','subject':'tổng kết'");

	CHECK(strstr(report, "TenLoai") != NULL && strstr(report, "V/v") == NULL);
	CHECK(strstr(letter, "TenLoai") == NULL && strstr(letter, "CÔNG VĂN") == NULL);
	CHECK(strstr(letter, "V/v tổng kết") != NULL);
	/* a rule stands under a subject only where there is one */
	CHECK(count_of(body_of("'kind':'BÁO CÁO'"), "w:lineRule=\"exact\"/><w:ind") ==
	      count_of(report, "w:lineRule=\"exact\"/><w:ind") - 1);
}

TEST(one_addressee_stands_in_the_line_and_several_each_in_one)
{
	const char *one = body_of("'addressees':['Ủy ban nhân dân tỉnh']");
	const char *two = body_of("'addressees':['Ủy ban nhân dân tỉnh',"
				  "'Bộ Chỉ huy quân sự tỉnh']");

	CHECK(strstr(one, "Kính gửi: Ủy ban nhân dân tỉnh<") != NULL);
	CHECK(strstr(two, ">Kính gửi:<") != NULL);
	CHECK(strstr(two, ">- Ủy ban nhân dân tỉnh;<") != NULL);
	CHECK(strstr(two, ">- Bộ Chỉ huy quân sự tỉnh.<") != NULL);
	CHECK(strstr(body_of(""), "Kính gửi") == NULL);
}

#define TABLE "{'kind':'table','columns':[{'weight':1,'align':'center'}," \
	"{'weight':5,'align':'left'},{'weight':2,'align':'right'}],'rows':[" \
	"{'header':true,'cells':[{'span':1,'runs':[{'text':'TT'}]},{'span':1,'runs':[]}," \
	"{'span':1,'runs':[]}]},{'strong':true,'cells':[{'span':2,'runs':[{'text':'Cộng'}]}," \
	"{'span':1,'runs':[{'text':'8','italic':true}]}]}]}"

static int sum_of_widths(const char *body, const char *element)
{
	int sum = 0;

	for (body = strstr(body, element); body != NULL; body = strstr(body, element)) {
		body += strlen(element);
		sum += (int)strtol(body, NULL, 10);
	}
	return sum;
}

TEST(the_columns_of_a_table_fill_the_width_of_the_text_to_the_last_twip)
{
	const char *upright = strstr(body_of("'blocks':[" TABLE "]"), "<w:tblHeader/>");
	const char *body = body_of("'annexes':[{'landscape':true,'blocks':[" TABLE "]}]");
	const char *table = strstr(body, "<w:insideV w:val=\"single\"");

	CHECK(upright != NULL && table != NULL);
	/* one header row of the grid's widths, then a row of two cells */
	const char *grid = strstr(table, "<w:tblGrid>");
	const char *end = strstr(grid, "</w:tblGrid>");

	grid = arena_copy_bytes(test_arena(), grid, (size_t)(end - grid));
	CHECK(sum_of_widths(grid, "<w:gridCol w:w=\"") == TEXT_WIDTH_LANDSCAPE);
	const char *row = strstr(upright, "<w:tr>");

	end = strstr(row, "</w:tr>");
	row = arena_copy_bytes(test_arena(), row, (size_t)(end - row));
	CHECK(sum_of_widths(row, "<w:tcW w:w=\"") == TEXT_WIDTH);
	CHECK(strstr(row, "<w:gridSpan w:val=\"2\"/>") != NULL);
	CHECK(strstr(row, "<w:b/>") != NULL && strstr(row, "<w:i/>") != NULL);
	CHECK(strstr(row, "<w:jc w:val=\"center\"/>") != NULL);
	CHECK(strstr(row, "<w:jc w:val=\"right\"/>") != NULL);
}

TEST(cells_beyond_the_columns_of_a_table_are_left_out)
{
	const char *body = body_of("'blocks':[{'kind':'table','columns':[{'weight':1}],'rows':["
		"{'cells':[{'span':1,'runs':[{'text':'in'}]},{'span':1,'runs':[{'text':'out'}]}]},"
		"{'cells':[{'span':1,'runs':[]},{'span':3,'runs':[{'text':'wide'}]}]},"
		"{'cells':[{'span':1,'runs':[]},{'span':0,'runs':[{'text':'none'}]}]}]}]");

	CHECK(strstr(body, ">in<") != NULL && strstr(body, ">out<") == NULL);
	CHECK(strstr(body, ">wide<") == NULL && strstr(body, ">none<") == NULL);
	/* a cell of no width, or of more columns than there are, is one that Word repairs */
	CHECK(strstr(body, "<w:gridSpan w:val=\"3\"/>") == NULL);
	CHECK(strstr(body, "<w:gridSpan w:val=\"0\"/>") == NULL);
	CHECK(strstr(body, "<w:tcW w:w=\"0\"") == NULL);
}

TEST(each_annex_is_a_section_with_its_own_first_page)
{
	const char *body = body_of("'footer':'Địa chỉ','annexes':[{'label':'Phụ lục I'},"
				   "{'label':'Phụ lục II','landscape':true}]");

	CHECK(count_of(body, "<w:sectPr>") == 3 && count_of(body, "<w:titlePg/>") == 3);
	CHECK(count_of(body, "w:orient=\"landscape\"") == 1);
	/* mark and address stand on page 1 of the document only */
	CHECK(count_of(body, DOCX_HEADER_FIRST "\"") == 1);
	CHECK(count_of(body, DOCX_FOOTER_FIRST "\"") == 1);
	CHECK(count_of(body_of(""), "<w:sectPr>") == 1);
	CHECK(strstr(body, "Phụ lục I<") < strstr(body, "Phụ lục II<"));
}

TEST(the_last_paragraph_stays_with_the_signature)
{
	const char *body = body_of("'blocks':[{'kind':'paragraph','runs':[{'text':'một'}]},"
				   "{'kind':'paragraph','runs':[{'text':'hai'}]}],"
				   "'authority':['TM. BAN CHỈ ĐẠO'],'signer':'x'");

	CHECK(strstr(body, "<w:pStyle w:val=\"NoiDung\"/></w:pPr><w:r><w:t xml:space=\"preserve\">"
		     "một") != NULL);
	CHECK(strstr(body, "<w:pStyle w:val=\"NoiDung\"/><w:keepNext/></w:pPr><w:r>"
		     "<w:t xml:space=\"preserve\">hai") != NULL);
}

TEST(a_line_break_in_a_text_is_a_break_and_no_paragraph)
{
	const char *body = body_of("'blocks':[{'kind':'note','runs':[{'text':'một\\nhai\\n'}]}]");

	CHECK(strstr(body, "một</w:t><w:br/><w:t xml:space=\"preserve\">hai</w:t><w:br/>") != NULL);
}

TEST(the_styles_of_the_package_are_those_of_the_table)
{
	struct text docx = docx_of("");
	const char *styles = part_of(&docx, "word/styles.xml");

	for (int i = 0; i < STYLES; i++) {
		const struct style *style = style_of((enum style_id)i);
		const char *at = strstr(styles, arena_printf(test_arena(), "w:styleId=\"%s\">",
							     style->id));

		CHECK(at != NULL);
		if (at == NULL)
			continue;
		const char *end = strstr(at, "</w:style>");

		at = arena_copy_bytes(test_arena(), at, (size_t)(end - at));
		/* half points, which is how the format counts sizes */
		CHECK(strstr(at, arena_printf(test_arena(), "<w:sz w:val=\"%d\"/>",
					      (int)(style->points * 2))) != NULL);
		CHECK((strstr(at, "<w:b/>") != NULL) == style->bold);
		CHECK((strstr(at, "<w:i/>") != NULL) == style->italic);
		CHECK((strstr(at, "<w:keepNext/>") != NULL) == style->keep_next);
		CHECK(strstr(at, style->name) != NULL);
	}
	CHECK(count_of(styles, "w:customStyle=\"1\"") == STYLES);
}

TEST(every_style_that_a_body_names_is_in_the_package)
{
	struct text docx = docx_of("'letter':true,'superior':'a','issuer':'b','secrecy':'MẬT',"
		"'urgency':'KHẨN','addressees':['c','d'],'bases':['e'],'recipients':['f'],"
		"'authority':['g'],'second_post':'h','signer':'i','typist':'k','journal':'l',"
		"'blocks':[{'kind':'heading','level':1},{'kind':'heading','level':2},"
		"{'kind':'heading','level':3},{'kind':'point'},{'kind':'caption'},"
		"{'kind':'note'}," TABLE "],'annexes':[{'label':'m','title':'n','reference':'o'}]");
	const char *styles = part_of(&docx, "word/styles.xml");
	const char *at = strstr(part_of(&docx, "word/document.xml"), "<w:pStyle w:val=\"");
	int count = 0;

	for (; at != NULL; at = strstr(at, "<w:pStyle w:val=\""), count++) {
		at += strlen("<w:pStyle w:val=\"");
		const char *id = arena_copy_bytes(test_arena(), at, strcspn(at, "\""));

		CHECK(strstr(styles, arena_printf(test_arena(), "w:styleId=\"%s\">", id)) != NULL);
	}
	CHECK(count > 25);
}

TEST(marks_of_secrecy_and_urgency_stand_only_where_there_are_some)
{
	const char *none = body_of("'number':'1'");
	const char *both = body_of("'number':'1','secrecy':'TUYỆT MẬT','urgency':'HỎA TỐC'");

	CHECK(strstr(none, "E00000") == NULL);
	CHECK(strstr(both, ">TUYỆT MẬT<") < strstr(both, ">HỎA TỐC<"));
	/* the mark of secrecy has a double frame */
	CHECK(count_of(both, "w:val=\"double\"") == 4);
	CHECK(strstr(both, arena_printf(test_arena(), "<w:gridCol w:w=\"%d\"/>",
					page_mark_width("TUYỆT MẬT"))) != NULL);
}

TEST(a_signature_has_room_above_the_name_whoever_signs)
{
	const char *room = arena_printf(test_arena(), "<w:spacing w:before=\"%d\"/>",
					SIGNATURE_ROOM);

	/* once: above the second post where there is one, above the name otherwise */
	CHECK(count_of(body_of("'signer':'x'"), room) == 1);
	CHECK(count_of(body_of("'second_post':'y','signer':'x'"), room) == 1);
	CHECK(count_of(body_of(""), room) == 1);
}
