/** Cards on a phone need display: block, which takes a table's meaning from screen readers; these roles give it back. */
export const ROLE = {
	table: { role: "table" },
	group: { role: "rowgroup" },
	row: { role: "row" },
	head: { role: "columnheader" },
	row_head: { role: "rowheader" },
	cell: { role: "cell" },
	/** a table that is walked with the keys */
	grid: { role: "grid" },
	grid_cell: { role: "gridcell" },
} as const;
