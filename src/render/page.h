#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H
/* The page of Decree 30/2020/NĐ-CP, Appendix I, as the official forms set it
   (margins and columns in twips there).  report/document.css repeats it. */

#define TWIPS(mm_) ((int)((mm_) * 56.6929 + 0.5))
#define POINTS_OF_TWIPS(twips_) ((twips_) / 20.0)

#define PAGE_SHORT 11906	/* A4, in twips */
#define PAGE_LONG 16838
#define MARGIN_LEFT 1985
#define MARGIN_RIGHT 1134
#define MARGIN_TOP 1418
#define MARGIN_BOTTOM 1134
#define PAGE_NUMBER_TOP 709	/* from the edge of the paper to the page number */
#define HEAD_LEFT 3829		/* the two columns of the head … */
#define HEAD_RIGHT 5670
#define CELL_PADDING 108
#define TEXT_WIDTH (PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT)
#define TEXT_WIDTH_LANDSCAPE (PAGE_LONG - MARGIN_LEFT - MARGIN_RIGHT)
/* … stand out evenly to both sides of the text. */
#define HEAD_INDENT ((TEXT_WIDTH - HEAD_LEFT - HEAD_RIGHT) / 2)
#define FOOT_LEFT 4200		/* the columns of recipients and signature */
#define FOOT_RIGHT (TEXT_WIDTH - FOOT_LEFT)
#define SIGNATURE_ROOM 1417	/* 25 mm between post and name */
#define MARK_HEIGHT 454		/* 8 mm */
#define RULE_SHARE 0.42		/* of the line above: the decree says a third to a half */

/* Width of the box of a secrecy or urgency mark. */
int page_mark_width(const char *mark);

#endif
