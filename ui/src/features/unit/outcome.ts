/** What the server says about an import, tried or written. */
export interface Outcome {
	dry_run: boolean;
	rows: number;
	added: number;
	changed: number;
	unchanged: number;
	refused: number;
	messages: OutcomeMessage[];
	/** More than are listed. */
	messages_left_out?: number;
}

export interface OutcomeMessage {
	row: number | null;
	cell: string | null;
	column: string | null;
	severity: string;
	code: string;
	message: string;
}
