// The answer of /programmes/:id/progress, and what the table makes of it.

export interface Cell {
	year: number | null;
	/** None: a line of the schedule of which no exercise was made yet. */
	exercise_id: string | null;
	scheduled_id: string | null;
	state: string;
	grade: string | null;
	provisional: boolean;
	kind: string | null;
}

export interface Inherited {
	unit_id: string;
	unit_name: string;
	exercise_id: string | null;
	grade: string | null;
	certain: boolean;
	extent: string;
	/** Neither of the programme nor in an exercise of it. */
	outside: boolean;
}

export interface Row {
	unit_id: string;
	unit_code: string;
	unit_name: string;
	note: string | null;
	cells: Cell[];
	state: string;
	inherited_from: Inherited[];
}

export interface Totals {
	target: number | null;
	planned: number;
	done: number;
	remaining: number | null;
	blocked: number;
	percent: number | null;
}

/** A unit above many rows, with their totals. */
export interface Group {
	unit_id: string;
	unit_code: string;
	unit_name: string;
	rows: number;
	totals: Totals;
	grades: Record<string, number>;
	/** Exercises held in each of the years. */
	held: number[];
}

export interface Mismatch {
	code: string;
	text: string;
}

export interface Progress {
	structure: string;
	rule: string;
	rule_text: string;
	years: (number | null)[];
	groups: Group[];
	rows: Row[];
	totals: Totals;
	mismatches: Mismatch[];
}

export interface Figures {
	figures: Record<string, number | string | null>;
	rows: Record<string, { kind: string; count?: number; ids: string[] }>;
	checkpoint: { size: number; root: string } | null;
}

/** The exercises of a unit in one year; the year may be unknown. */
export const cellsOf = (row: Row, year: number | null): Cell[] =>
	row.cells.filter((cell) => cell.year === year);

/** The years as columns; the unknown one only when something stands in it. */
export function yearsOf(progress: Progress): (number | null)[] {
	return progress.years.filter((year) => year !== null ||
		progress.rows.some((row) => cellsOf(row, null).length > 0));
}

export interface GradeCount {
	grade: string;
	key: string;
	count: number;
}

/** "grade.excellent": 3 … in the order the program gave, without the empty ones. */
export function gradeCounts(figures: Figures): GradeCount[] {
	return Object.entries(figures.figures)
		.filter(([key, value]) => /^grade\.\w+$/.test(key) && typeof value === 'number' && value > 0)
		.map(([key, value]) => ({ grade: key.slice(6), key, count: value as number }));
}

export type Safety = 'unknown' | 'safe' | 'incidents';

/** Nothing is called safe before every register is closed. */
export function safetyOf(figures: Figures): Safety {
	const incidents = figures.figures['safety.incidents'];
	if (typeof incidents !== 'number') return 'unknown';
	return incidents === 0 ? 'safe' : 'incidents';
}

/** Which marks stand in the table: its legend names no others. */
export function marksOf(progress: Progress): { confirmed: boolean; provisional: boolean;
	states: string[] } {
	const cells = progress.rows.flatMap((row) => row.cells);
	return {
		confirmed: cells.some((cell) => cell.grade !== null && !cell.provisional),
		provisional: cells.some((cell) => cell.provisional),
		states: [...new Set(cells.filter((cell) => cell.grade === null).map((cell) => cell.state))],
	};
}
