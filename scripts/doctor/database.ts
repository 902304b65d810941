import { existsSync } from "node:fs";
import { DatabaseTooNew, isDatabaseAway } from "../../db/errors.ts";
import { databaseOf } from "../../src/config.ts";
import { type Check, type Finding, fault, ok, said, type Sight, warning } from "./check.ts";

export const database: Check = {
	key: "database",
	title: "Databas",
	look(sight) {
		if (sight.database === null) return [notOpened(sight)];
		const { engine, bytes, migrations, isReadOnly } = sight.database;
		const findings: Finding[] = [ok(`${engine}, ${Math.ceil(bytes / 1_000_000)} MB.`)];
		if (migrations.unknown.length > 0)
			findings.push(fault(new DatabaseTooNew(migrations.unknown).message, "Starta inte den här versionen."));
		if (migrations.missing.length > 0)
			findings.push(
				warning(
					`Databasen är äldre än programmet: ${migrations.missing.join(", ")} återstår.`,
					"Ta en säkerhetskopia. Vid nästa start uppgraderas databasen, helt eller inte alls.",
				),
			);
		if (isReadOnly)
			findings.push(
				fault(
					"DATABASE_URL leder till en server som bara går att läsa från (standby).",
					"Ange den server som tar emot skrivningar.",
				),
			);
		return findings;
	},
};

function notOpened({ config, databaseError }: Sight): Finding {
	const { file } = databaseOf(config);
	if (!config.databaseUrl && !existsSync(file))
		return fault(
			`Det finns ingen databas i ${config.dataDir}.`,
			"Är installationen ny: starta systemet så görs den. Annars: ange rätt mapp i DATA_DIR, eller återställ säkerhetskopian.",
		);
	if (!config.databaseUrl)
		return fault(
			`Databasfilen ${file} går inte att läsa (${said(databaseError)}).`,
			"Stoppa systemet, flytta undan mappen, och återställ senaste säkerhetskopian (isk restore).",
		);
	const { code, message } = databaseError as { code?: string; message?: string };
	if (isDatabaseAway(databaseError))
		return fault(
			"PostgreSQL svarar inte på adressen i DATABASE_URL.",
			"Kontrollera att servern är igång, och att namn, port och brandvägg stämmer.",
		);
	if (code === "28P01" || code === "28000")
		return fault("PostgreSQL godtar inte användaren eller lösenordet i DATABASE_URL.", "Rätta dem, eller pg_hba.conf.");
	if (code === "3D000")
		return fault("Databasen i DATABASE_URL finns inte på servern.", "Skapa den (createdb), eller rätta namnet.");
	return fault(`PostgreSQL nekade: ${message ?? said(databaseError)}.`, "Läs serverns egen logg.");
}
