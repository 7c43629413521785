// The sound of a message that comes in. Made here: no file, no request, no licence.

const NOTES = [880, 1175];
const LENGTH = 0.18;

let audio: AudioContext | null = null;

/** Browsers allow sound only after somebody touched the page: the switch and the test do. */
export function chime(): void {
	if (typeof AudioContext === 'undefined') return;
	audio ??= new AudioContext();
	void audio.resume();
	for (const [at, note] of NOTES.entries()) {
		const begins = audio.currentTime + at * LENGTH;
		const tone = audio.createOscillator();
		const volume = audio.createGain();
		tone.frequency.value = note;
		volume.gain.setValueAtTime(0.3, begins);
		volume.gain.exponentialRampToValueAtTime(0.001, begins + LENGTH);
		tone.connect(volume).connect(audio.destination);
		tone.start(begins);
		tone.stop(begins + LENGTH);
	}
	navigator.vibrate?.([120, 60, 120]);
}

/** Which of these were not there before; what was there at the first look is no news. */
export function newOf(known: Set<string> | null, ids: string[]): string[] {
	return known === null ? [] : ids.filter((id) => !known.has(id));
}
