// Days and moments as people in Viet Nam write them (dd/mm/yyyy), whatever the browser's language.

const DAY = 86_400_000;

function isLeap(year: number): boolean {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeap(year) ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function pad(value: number, width = 2): string {
	return String(value).padStart(width, '0');
}

export function makeDay(year: number, month: number, day: number): string | null {
	if (year < 1000 || year > 9999 || month < 1 || month > 12) return null;
	if (day < 1 || day > daysInMonth(year, month)) return null;
	return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Reads "1/7/2025", "01-07-2025", "1.7.2025" or "2025-07-01"; null when there is no such day. */
export function parseDay(text: string): string | null {
	const trimmed = text.trim();
	const stored = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
	if (stored) return makeDay(Number(stored[1]), Number(stored[2]), Number(stored[3]));
	const written = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(trimmed);
	if (written) return makeDay(Number(written[3]), Number(written[2]), Number(written[1]));
	return null;
}

/** "2025-07-01" → "01/07/2025"; anything else is shown as it is. */
export function formatDay(day: string | null | undefined): string {
	if (!day) return '';
	const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
	return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : day;
}

/** RFC 3339 → "01/07/2025 08:05" on the reader's own clock. */
export function formatMoment(moment: string | null | undefined): string {
	if (!moment) return '';
	const at = new Date(moment);
	if (Number.isNaN(at.getTime())) return moment;
	return `${pad(at.getDate())}/${pad(at.getMonth() + 1)}/${at.getFullYear()} ` +
		`${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Reads "01/07/2025 08:05" on the reader's own clock; the day alone means its beginning. */
export function parseMoment(text: string): string | null {
	const parts = /^(.+?)(?:\s+(\d{1,2})[:hg](\d{2}))?$/.exec(text.trim());
	const day = parts ? parseDay(parts[1] ?? '') : null;
	if (!parts || !day) return null;
	const hour = Number(parts[2] ?? 0);
	const minute = Number(parts[3] ?? 0);
	if (hour > 23 || minute > 59) return null;
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return new Date(year, month - 1, date, hour, minute).toISOString();
}

export function today(now: Date = new Date()): string {
	return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function addDays(day: string, count: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

export function addMonths(day: string, count: number): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const months = year * 12 + (month - 1) + count;
	const toYear = Math.floor(months / 12);
	const toMonth = (months % 12) + 1;
	return makeDay(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth))) ?? day;
}

/** The six weeks, Monday first, that show the month of the day. */
export function monthWeeks(day: string): string[][] {
	const first = `${day.slice(0, 7)}-01`;
	const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
	const start = addDays(first, -weekday);
	return [0, 1, 2, 3, 4, 5].map((week) =>
		[0, 1, 2, 3, 4, 5, 6].map((column) => addDays(start, week * 7 + column)));
}

/** Seconds as "00:12" or "1:02:03", for the time without connection. */
export function formatElapsed(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${pad(minutes)}:${pad(whole % 60)}`;
	return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}
