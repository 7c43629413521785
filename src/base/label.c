#include "base/label.h"

static const struct word list[] = {
	[LABEL_NONE] = { "none", { "Không", "None" } },
	[LABEL_INTERNAL] = { "internal", { "Lưu hành nội bộ", "Internal" } },
	[LABEL_MAT] = { "mat", { "Mật", "Mật" } },
	[LABEL_TOI_MAT] = { "toi_mat", { "Tối mật", "Tối mật" } },
	[LABEL_TUYET_MAT] = { "tuyet_mat", { "Tuyệt mật", "Tuyệt mật" } },
};
const struct words label_words = WORDS("label", list);
