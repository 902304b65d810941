import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { readBackupSettings } from "../../src/proof/backup/settings.ts";
import { type Check, type Finding, fault, ok, type Sight, type Space, warning } from "./check.ts";

const MB = 1_000_000;
/** Under this the next upload may fail. */
const LEAST = 200 * MB;
const COMFORTABLE = 1_000 * MB;
/** A copy is put together beside the database, and an earlier day's state is another: room for one now, for three in comfort. */
const COPIES = 3;
const LEAST_NAMES = 0.05;

/** Locks do not hold over these, and SQLite's file is lost with them (statfs magic: NFS, SMB, SMB2, CIFS). */
const NETWORKS = [0x6969, 0x517b, 0xfe534d42, 0xff534d42];

export function spaceOf(path: string): Space {
	const { bavail, bsize, files, ffree, type } = statfsSync(path);
	return { free: bavail * bsize, freeNames: files > 0 ? ffree / files : null, type };
}

export const disk: Check = {
	key: "disk",
	title: "Disk",
	look(sight) {
		const { dataDir } = sight.config;
		if (!existsSync(dataDir))
			return [
				fault(`Datamappen ${dataDir} finns inte.`, "Ange rätt mapp i DATA_DIR, eller starta systemet så görs den."),
			];
		const size = sight.database?.bytes ?? 0;
		return [
			...roomIn(sight, dataDir, "datamappen", sight.config.databaseUrl ? 0 : size),
			...writable(dataDir),
			...network(sight, dataDir),
			...backupFolder(sight, size),
		];
	},
};

function roomIn({ space }: Sight, path: string, what: string, size: number): Finding[] {
	const { free, freeNames } = space(path);
	const room = `${Math.floor(free / MB)} MB ledigt för ${what} (${path}).`;
	const more = "Gör plats: ta bort gamla säkerhetskopior och loggar, eller ge disken mer utrymme.";
	const findings: Finding[] = [];
	if (free < Math.max(LEAST, size))
		findings.push(fault(`Bara ${room} Uppladdningar och säkerhetskopior kommer att nekas.`, more));
	else if (free < Math.max(COMFORTABLE, size * COPIES)) findings.push(warning(`Bara ${room}`, more));
	else findings.push(ok(room));
	if (freeNames !== null && freeNames < LEAST_NAMES)
		findings.push(
			warning(
				`Disken för ${what} har snart slut på filnamn (inoder).`,
				"Ta bort småfiler på samma disk: df -i visar den.",
			),
		);
	return findings;
}

/** Asks for the right, and writes nothing. */
function writable(path: string): Finding[] {
	try {
		accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
		return [];
	} catch {
		return [
			fault(
				`Datamappen ${path} går inte att skriva i.`,
				"Ge systemets användare rätt till mappen (chown), och se att disken inte är monterad som skrivskyddad.",
			),
		];
	}
}

function network({ space, config }: Sight, path: string): Finding[] {
	if (config.databaseUrl || !NETWORKS.includes(space(path).type)) return [];
	return [
		fault(
			`Datamappen ${path} ligger på en nätverksdisk. Databasfilen kan gå sönder där.`,
			"Flytta datamappen till en disk i maskinen, eller använd PostgreSQL (DATABASE_URL).",
		),
	];
}

function backupFolder(sight: Sight, size: number): Finding[] {
	let folder: string | undefined;
	try {
		folder = readBackupSettings(sight.config.settingsDir)?.folder;
	} catch {
		return []; // the check of the configuration says it
	}
	if (folder === undefined) return [];
	if (!existsSync(folder))
		return [
			fault(
				`Mappen för säkerhetskopior, ${folder}, finns inte.`,
				"Se att disken är monterad, eller rätta folder i backup.json.",
			),
		];
	return roomIn(sight, folder, "säkerhetskopiorna", size);
}
