#ifndef REPORT_DOCUMENT_LINES_H
#define REPORT_DOCUMENT_LINES_H
/* The lines of a document whose wording Decree 30/2020/NĐ-CP fixes to the
   letter: written here once for every writer, and checked here when they come
   from elsewhere.  Results live in the arena. */

#include "report/document.h"

/* 1 → "I"; from 1 to 3999. */
const char *format_roman(struct arena *arena, int number);
/* 1 → "a", 5 → "đ": the Vietnamese letters of điểm, then "aa", "ab" … */
const char *format_letter(struct arena *arena, int number);

/* "Số: 05/BC-UBND", "Số: 12/UBND-VX" for công văn; a blank for number 0. */
const char *format_number_line(struct arena *arena, const struct document *document);
bool is_number_line(struct arena *arena, const char *line);
/* "Krông Ana, ngày 05 tháng 01 năm 2026"; blanks where the date is unknown. */
const char *format_place_date(struct arena *arena, const char *place, struct date date);
bool is_place_date_line(struct arena *arena, const char *line);
/* "BC-UBND" or "UBND-VX". */
const char *format_symbol(struct arena *arena, const struct document *document);

/* The text as it begins a sentence or a cell: its first letter a capital. */
const char *format_sentence(struct arena *arena, const char *text);

const char *document_title(const struct document *document);	/* in capitals; "" for công văn */
/* In capitals; NULL stays NULL. */
const char *document_capitals(const struct document *document, const char *text);
/* A body's name in capitals for ô 2: where it must wrap it does so before the place
   ("ỦY BAN NHÂN DÂN / HUYỆN KRÔNG ANA"), never within its name.  NULL stays NULL. */
const char *document_body_name(const struct document *document, const char *name);
/* "MẬT" …, or NULL. */
const char *document_secrecy_mark(const struct document *document);
const char *document_urgency_mark(const struct document *document);
const char *document_circulation_mark(const struct document *document);
/* The căn cứ with ";" and, on the last, ".". */
const char *document_basis_line(const struct document *document, const struct text_item *basis);
/* "- Như trên;" "- …;" "- Lưu: VT, BCHQS (3)." one a line, as an array closed by NULL. */
const char *const *document_recipient_lines(const struct document *document);
/* "PL.(300)" or NULL. */
const char *document_typist_line(const struct document *document);
/* "Phụ lục", or with two or more "Phụ lục I". */
const char *document_annex_label(const struct document *document, const struct annex *annex);
/* "(Kèm theo Báo cáo số 07/BC-BCĐ ngày … của …)" */
const char *document_annex_reference(const struct document *document,
				     const struct annex *annex);
/* Adds a problem for each part the form needs and the document lacks, and for each
   broken signing rule (signing.h); true if there is none. */
bool document_check(struct document *document, struct fault *fault);

#endif
