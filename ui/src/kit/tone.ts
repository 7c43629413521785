// A state is told by shape, word and colour together; this chooses shape and colour.

export type Tone = 'good' | 'part' | 'open' | 'warn' | 'bad' | 'unknown';

export const SHAPES: Record<Tone, string> = {
	good: '●', part: '◐', open: '○', warn: '▲', bad: '■', unknown: '?',
};

const TONES: Record<string, Tone> = {};
const WORDS: [Tone, string][] = [
	['good', 'done held evaluated conducted completed closed verified confirmed approved '
		+ 'accepted excellent good very_good strength issued active in_force pass merit resolved '
		+ 'published answered performed'],
	['part', 'in_progress running provisional submitted under_review preparing prepared conducting '
		+ 'fair ready evaluating partly appraised acknowledged working '
		+ 'some_challenges'],
	['open', 'planned draft proposed open registered scheduled remaining none'],
	['warn', 'overdue postponed shortcoming suspended interrupted paused internal expiring '
		+ 'major_challenges'],
	['bad', 'blocked rejected cancelled not_completed fail failed refused obsolete revoked disabled '
		+ 'unable'],
	['unknown', 'unknown unknown_successor not_observed'],
];
for (const [tone, words] of WORDS)
	for (const word of words.split(' ')) TONES[word] = tone;

export function toneOf(word: string | null | undefined): Tone {
	if (!word) return 'unknown';
	return TONES[word] ?? 'open';
}
