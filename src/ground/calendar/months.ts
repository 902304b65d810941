/** The months of a year in Swedish, January first. Their first three letters are the short names. */
export const MONTHS: readonly string[] =
	"januari februari mars april maj juni juli augusti september oktober november december".split(" ");
