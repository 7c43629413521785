import { describe, expect, it } from 'vitest';
import { addDays, addMonths, formatDay, formatElapsed, formatMoment, monthWeeks, parseDay,
	parseMoment, today } from './time';

describe('time', () => {
	it('reads days as written in Viet Nam and as stored', () => {
		expect(parseDay('1/7/2025')).toBe('2025-07-01');
		expect(parseDay('01.07.2025')).toBe('2025-07-01');
		expect(parseDay('2025-07-01')).toBe('2025-07-01');
		expect(formatDay('2025-07-01')).toBe('01/07/2025');
		expect(formatDay(null)).toBe('');
	});
	it('refuses days that do not exist', () => {
		for (const text of ['31/02/2025', '29/02/2025', '0/1/2025', '1/13/2025', '7/1/25', ''])
			expect(parseDay(text)).toBeNull();
		expect(parseDay('29/02/2024')).toBe('2024-02-29');
		expect(parseDay('29/02/2100')).toBeNull();
	});
	it('keeps a moment through writing and reading', () => {
		const moment = parseMoment('01/07/2025 08:05');
		expect(formatMoment(moment)).toBe('01/07/2025 08:05');
		expect(parseMoment('01/07/2025 24:00')).toBeNull();
		expect(parseMoment('31/02/2025 08:00')).toBeNull();
	});
	it('walks days and months without leaving the calendar', () => {
		expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
		expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
		expect(addMonths('2025-01-15', -1)).toBe('2024-12-15');
		expect(today(new Date(2025, 6, 1))).toBe('2025-07-01');
	});
	it('shows six weeks from a Monday', () => {
		const weeks = monthWeeks('2025-07-20');
		expect(weeks[0]?.[0]).toBe('2025-06-30');
		expect(weeks).toHaveLength(6);
	});
	it('writes elapsed time', () => {
		expect(formatElapsed(12)).toBe('00:12');
		expect(formatElapsed(3723)).toBe('1:02:03');
	});
});
