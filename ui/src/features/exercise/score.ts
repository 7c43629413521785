// How the scores of an exercise lead to a grade, as the server reckons it
// (points in hundredths or thousandths, weights and coverage in thousandths).

export interface ScoredCriterion {
	number: string | null;
	name: string;
	weight: number;
	value: number | null;
	evaluators: number;
	moderation: boolean;
}

export interface Score {
	sheet: { id: string; name: string };
	criteria: ScoredCriterion[];
	score: number | null;
	coverage: number;
	least_coverage: number;
	enough: boolean;
	grade_by_score: string | null;
	grade: string | null;
	caps: string[];
}

/** Thousandths as a percentage: 875 → "87,5 %". */
export function formatShare(thousandths: number, language: string): string {
	return `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB',
		{ maximumFractionDigits: 1 }).format(thousandths / 10)} %`;
}
