/** The amounts that section 4 prints in two places: in two tables, or in a table and in the text. */
export const SAME_AMOUNTS: Readonly<Record<string, string>> = {
	"by_area:Summa": "net:Resultat",
	"equipment_frame_2024:Nedjusterad ram": "investments:Medicinteknisk utrustning",
	"named:equipment_frame_council": "equipment_frame_2024:Ram från regionfullmäktige",
	"named:equipment_frame_adjusted": "equipment_frame_2024:Nedjusterad ram",
	"named:property_share": "property_investments_2024:Summa",
};
