import { describe, expect, it } from 'vitest';
import { type ClockAnswer, formatExerciseTime, formatSpan, formatWall, parseExerciseTime,
	readClock } from './exercise_time';

const minutes = (count: number): number => count * 60_000_000;

describe('exercise times', () => {
	it('are written as in the field, never as a number', () => {
		expect(formatExerciseTime(minutes(90))).toBe('H+01:30');
		expect(formatExerciseTime(minutes(-15))).toBe('H-00:15');
		expect(formatExerciseTime(0)).toBe('H+00:00');
		expect(formatExerciseTime(minutes(30 * 60))).toBe('D+1 06:00');
		expect(formatExerciseTime(minutes(-30 * 60))).toBe('D-2 18:00');
		expect(formatExerciseTime(minutes(1) + 5_999_999, true)).toBe('H+00:01:05');
		expect(formatExerciseTime(null)).toBe('');
	});
	it('are read as people write them', () => {
		expect(parseExerciseTime('H+1:30')).toBe(minutes(90));
		expect(parseExerciseTime(' h-0:15 ')).toBe(minutes(-15));
		expect(parseExerciseTime('01:30:30')).toBe(minutes(90.5));
		expect(parseExerciseTime('D+1 06:00')).toBe(minutes(30 * 60));
		expect(parseExerciseTime('90')).toBe(minutes(90));
		expect(parseExerciseTime('1h30')).toBe(minutes(90));
		for (const wrong of ['', 'soon', '1:75', 'H+', 'D+1', 'D+1 25:00'])
			expect(parseExerciseTime(wrong), wrong).toBeNull();
	});
	it('read back what was written', () => {
		for (const time of [0, 1, -1, 59, 1439, 1440, -1440, -1441, 5000].map(minutes))
			expect(parseExerciseTime(formatExerciseTime(time))).toBe(time);
	});
	it('are no lengths of time', () => {
		expect(formatSpan(minutes(0.75))).toBe('00:45');
		expect(formatSpan(minutes(62) + 3_000_000)).toBe('1:02:03');
		expect(formatSpan(minutes(-2))).toBe('-02:00');
		expect(formatSpan(undefined)).toBe('');
	});
});

describe('the clock of a run', () => {
	const answer: ClockAnswer = { state: 'running', exercise_time: minutes(10), speed: 2000,
		at: '2026-03-01T01:00:00Z', story_begins_at: '2026-09-10T00:00:00Z', heard: 1000 };
	it('goes on between two answers, at its speed', () => {
		const reading = readClock(answer, 61_000);
		expect(reading.time).toBe(minutes(12));
		expect(reading.real).toBe(Date.parse('2026-03-01T01:01:00Z'));
		expect(reading.story).toBe(Date.parse('2026-09-10T00:12:00Z'));
	});
	it('stands while the run stands, and never runs backwards', () => {
		expect(readClock({ ...answer, speed: 0 }, 61_000).time).toBe(minutes(10));
		expect(readClock(answer, 0).time).toBe(minutes(10));
		expect(readClock({ ...answer, story_begins_at: null }, 0).story).toBeNull();
	});
	it('names the day of the wall only where it is another', () => {
		const morning = new Date(2026, 2, 1, 8, 5, 30).getTime();
		expect(formatWall(morning, morning)).toBe('08:05:30');
		expect(formatWall(morning, morning + 86_400_000)).toBe('08:05:30 01/03');
		expect(formatWall(null, morning)).toBe('');
	});
});
