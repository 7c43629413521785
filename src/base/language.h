#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H
/* The two languages that every text of the program exists in. */

enum language { LANGUAGE_VI, LANGUAGE_EN };

/* "vi…" or "en…" as in LANG, --lang or Accept-Language; otherwise Vietnamese. */
enum language language_parse(const char *text);
const char *language_code(enum language language);

#endif
