// Exercise times as the field writes them: microseconds from T are "H+01:30", from the second
// day on "D+1 06:00". Nothing here reads a clock.

const SECOND = 1_000_000;
const DAY_SECONDS = 86_400;

const pad = (value: number): string => String(value).padStart(2, '0');

function clockText(seconds: number, withSeconds: boolean): string {
	const text = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}`;
	return withSeconds ? `${text}:${pad(seconds % 60)}` : text;
}

/** "H+01:30", "H-00:15", "D+1 06:00"; with seconds "H+01:30:05". Unknown stays empty. */
export function formatExerciseTime(us: number | null | undefined, withSeconds = false): string {
	if (us === null || us === undefined) return '';
	// Downwards: a clock that shows 01:30 has reached it.
	const seconds = Math.floor(us / SECOND);
	const size = Math.abs(seconds);
	if (size < DAY_SECONDS)
		return `H${seconds < 0 ? '-' : '+'}${clockText(size, withSeconds)}`;
	// Days are counted from T, so that the time of day is read forwards on both sides of it.
	const day = Math.floor(seconds / DAY_SECONDS);
	return `D${day < 0 ? '-' : '+'}${Math.abs(day)} ` +
		clockText(seconds - day * DAY_SECONDS, withSeconds);
}

/** Reads "H+1:30", "h-0:15:30", "1:30", "D+1 06:00", "+90" or "90" (minutes); null for
    anything else. */
export function parseExerciseTime(text: string): number | null {
	const trimmed = text.trim().toUpperCase().replace(/[−–]/g, '-');
	const minutes = /^(?:H)?([+-]?)(\d{1,5})$/.exec(trimmed);
	if (minutes) return (minutes[1] === '-' ? -1 : 1) * Number(minutes[2]) * 60 * SECOND;
	const parts = /^(?:D([+-])(\d{1,3})\s+)?(?:[HT])?\s*([+-]?)(\d{1,3})[:H](\d{2})(?::(\d{2}))?$/
		.exec(trimmed);
	if (!parts || Number(parts[5]) > 59 || Number(parts[6] ?? 0) > 59) return null;
	if (parts[2] !== undefined && (parts[3] === '-' || Number(parts[4]) > 23)) return null;
	const seconds = Number(parts[4]) * 3600 + Number(parts[5]) * 60 + Number(parts[6] ?? 0);
	const days = (parts[1] === '-' ? -1 : 1) * Number(parts[2] ?? 0);
	return (days * DAY_SECONDS + (parts[3] === '-' ? -1 : 1) * seconds) * SECOND;
}

/** A length of time: "00:45", "12:05", "1:02:03"; what is not known stays empty. */
export function formatSpan(us: number | null | undefined): string {
	if (us === null || us === undefined) return '';
	const seconds = Math.floor(Math.abs(us) / SECOND);
	const sign = us < 0 && seconds > 0 ? '-' : '';
	const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
	return `${sign}${seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`}`;
}

/** What the server said of a run's clock, and when this page heard it. */
export interface ClockAnswer {
	state: string;
	exercise_time: number | null;
	/** In thousandths of real time; 0: it stands. */
	speed: number;
	/** Real time of the run; not of this computer, whose clock may be wrong. */
	at: string;
	/** T in the story, if the script says so. */
	story_begins_at: string | null;
	/** On this page's own clock that never steps, in milliseconds. */
	heard: number;
}

export interface ClockReading {
	time: number | null;
	/** Milliseconds since 1970. */
	real: number;
	/** The same moment in the story; null if the script has none. */
	story: number | null;
}

/** What the clock shows now, reckoned on from the answer. */
export function readClock(answer: ClockAnswer, now: number): ClockReading {
	const passed = Math.max(0, now - answer.heard);
	const time = answer.exercise_time === null ? null
		: answer.exercise_time + passed * answer.speed;
	return {
		time,
		real: Date.parse(answer.at) + passed,
		story: answer.story_begins_at === null || time === null ? null
			: Date.parse(answer.story_begins_at) + time / 1000,
	};
}

const dayTime = (at: Date): string =>
	`${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;

/** "08:05:30" on the reader's own clock, with the day where it is not today's. */
export function formatWall(moment: number | null, today: number): string {
	if (moment === null || Number.isNaN(moment)) return '';
	const at = new Date(moment);
	if (at.toDateString() === new Date(today).toDateString()) return dayTime(at);
	return `${dayTime(at)} ${pad(at.getDate())}/${pad(at.getMonth() + 1)}`;
}
