import { z } from "zod";
import { ROLES } from "../../../../db/schema/vocabulary.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const REFUSED = {
	password: "fel användarnamn eller lösenord",
	code: "fel engångskod",
	no_role: "personen har ingen roll",
	ended: "personen är avslutad",
	forbidden: "lösenord används inte",
	unknown_identity: "kontot är inte kopplat till någon person",
	provider: "svaret från inloggningstjänsten godtogs inte",
} as const;
const BLOCKED = { account: "ett konto", code: "engångskoder för ett konto", address: "en adress" } as const;
const keys = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);
const person = z.object({ person: z.string() });
const named = z.object({ name: z.string() });
const from = (address: string | null) => (address === null ? "" : ` (från ${address})`);
/** Through whose invitation somebody came: an administrator by name, or whoever runs commands on the server. */
const invited = { through: z.string() };
const throughText = (d: { through: string }) => `från ${d.through}`;
const confirmedText = (d: { confirmed_by: string | null }) =>
	d.confirmed_by ? `, bekräftad av ${d.confirmed_by}` : "";
const asked = { integration: z.string() };
const SCIM_FIELDS = {
	name: "namn",
	email: "e-post",
	user_name: "användarnamn",
	external_id: "externt id",
	given_name: "förnamn",
	family_name: "efternamn",
};

export const accountEvents = {
	"session.refused": eventType(
		z.object({ reason: keys(REFUSED), person: z.string().nullable(), address: z.string().nullable() }),
		(d) => `nekades inloggning${d.person ? ` som ${d.person}` : ""}: ${REFUSED[d.reason]}${from(d.address)}`,
	),
	"session.blocked": eventType(
		z.object({ kind: keys(BLOCKED), address: z.string().nullable() }),
		(d) => `stoppades efter för många inloggningsförsök mot ${BLOCKED[d.kind]}${from(d.address)}`,
	),
	"sessions.ended": eventType(
		person.extend({ count: z.number() }),
		(d) => `avslutade ${d.count === 1 ? "en inloggning" : `${d.count} inloggningar`} för ${d.person}`,
	),
	"sessions.capped": eventType(
		z.object({ count: z.number(), most: z.number() }),
		(d) =>
			`hade ${d.most} inloggningar, som är det högsta antalet: ${d.count === 1 ? "den äldsta" : `de ${d.count} äldsta`} avslutades`,
	),
	"list_view.saved": eventType(
		z.object({ name: z.string(), path: z.string() }),
		(d) => `sparade vyn ${d.name} av listan ${d.path}`,
	),
	"list_view.removed": eventType(
		z.object({ name: z.string(), path: z.string() }),
		(d) => `tog bort vyn ${d.name} av listan ${d.path}`,
	),
	"account.invited": eventType(
		person.extend({ needs_yes: z.boolean() }),
		(d) =>
			`gav ${d.person} en inbjudan att välja inloggning${d.needs_yes ? ", som väntar på ett ja av någon annan" : ""}`,
	),
	"account.invitation_confirmed": eventType(
		person.extend(invited),
		(d) => `sa ja till inbjudan till ${d.person} ${throughText(d)}`,
	),
	"account.invitation_withdrawn": eventType(
		person.extend(invited),
		(d) => `tog tillbaka inbjudan till ${d.person} ${throughText(d)}`,
	),
	"account.created": eventType(
		person.extend({ ...invited, confirmed_by: z.string().nullable() }),
		(d) => `valde användarnamn och lösenord genom en inbjudan ${throughText(d)}${confirmedText(d)}`,
	),
	"account.identity_linked": eventType(
		person.extend({ issuer: z.string(), ...invited, confirmed_by: z.string().nullable() }),
		(d) =>
			`kopplade ${d.person} till inloggningen hos ${d.issuer} genom en inbjudan ${throughText(d)}${confirmedText(d)}`,
	),
	"account.password_changed": eventType(person, () => "bytte lösenord"),
	"account.codes_enabled": eventType(person, () => "slog på engångskoder"),
	"account.codes_disabled": eventType(person, () => "stängde av engångskoder"),
	"account.recovery_codes_made": eventType(person, () => "skapade nya reservkoder"),
	"account.recovery_code_used": eventType(
		person.extend({ left: z.number() }),
		(d) => `använde en reservkod, ${d.left} kvar`,
	),
	"installation.set_up": eventType(
		named.extend({ region: z.string() }),
		(d) => `satte upp installationen för ${d.region}`,
	),
	"installation.demo_begun": eventType(
		z.object({ size: z.enum(["demo", "region"]) }),
		() => "började lägga in demons påhittade personer och uppgifter",
	),
	"installation.keys_noted": eventType(
		z.object({ server: z.string(), seal: z.string(), trail: z.string(), reason: z.string() }),
		({ server, reason }) =>
			reason === ""
				? `antecknade vilka nycklar servern har (${server.slice(0, 16)} …)`
				: `godtog andra nycklar för servern (${server.slice(0, 16)} …): ${reason}`,
	),
	"installation.demo_filled": eventType(z.object({}), () => "lade in demons påhittade personer och uppgifter"),
	"installation.link_made": eventType(z.object({}), () => "skrev ut en engångslänk för den första administratören"),
	"integration.added": eventType(
		named.extend({ until: z.string() }),
		(d) => `skapade integrationen ${d.name}, giltig till ${d.until.slice(0, 10)}`,
	),
	"api_token.added": eventType(
		named.extend({ until: z.string(), integration: z.string(), opens: z.string() }),
		(d) =>
			`skapade åtkomstnyckeln ${d.name}${d.integration === "" ? "" : ` för integrationen ${d.integration}`}, giltig till ${d.until.slice(0, 10)} (${d.opens})`,
	),
	"api_token.ended": eventType(
		named.extend({ person: z.string() }),
		(d) => `avslutade åtkomstnyckeln ${d.name}, som tillhörde ${d.person}`,
	),
	"integration.ended": eventType(named, (d) => `avslutade integrationen ${d.name}`),
	"person.reinstated": eventType(named, (d) => `återinsatte ${d.name}`),
	"directory.user_linked": eventType(
		person.extend({ user_name: z.string() }),
		(d) => `kopplade ${d.person} till ${d.user_name} i katalogen`,
	),
	"directory.user_unlinked": eventType(person, (d) => `tog bort kopplingen mellan ${d.person} och katalogen`),
	"directory.user_changed": eventType(
		person.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, SCIM_FIELDS)} för ${d.person} från katalogen`,
	),
	"directory.proposed": eventType(
		person.extend({ name: z.string(), user_name: z.string(), email: z.string().nullable() }),
		(d) =>
			`vill att ${d.person} ska heta ${d.name} med användarnamnet ${d.user_name}${d.email ? ` och e-post ${d.email}` : ""}; det väntar på en administratörs ja`,
	),
	"directory.proposal_accepted": eventType(
		person.extend(asked),
		(d) => `sa ja till vad ${d.integration} vill ändra för ${d.person}`,
	),
	"directory.proposal_refused": eventType(
		person.extend(asked),
		(d) => `sa nej till vad ${d.integration} vill ändra för ${d.person}`,
	),
	"directory.group_added": eventType(named, (d) => `lade till gruppen ${d.name} från katalogen`),
	"directory.group_renamed": eventType(
		named.extend({ before: z.string() }),
		(d) => `bytte namn på gruppen ${d.before} till ${d.name}`,
	),
	"directory.group_removed": eventType(named, (d) => `tog bort gruppen ${d.name}`),
	"directory.group_coupled": eventType(
		named.extend({ role: keys(ROLES).nullable(), unit: z.string().nullable() }),
		(d) =>
			d.role && d.unit
				? `kopplade gruppen ${d.name} till rollen ${ROLES[d.role]} vid ${d.unit}`
				: `tog bort kopplingen mellan gruppen ${d.name} och dess roll`,
	),
	"directory.members_changed": eventType(
		named.extend({ added: z.array(z.string()), removed: z.array(z.string()) }),
		(d) =>
			[
				d.added.length > 0 ? `lade till ${d.added.join(", ")} i gruppen ${d.name}` : "",
				d.removed.length > 0 ? `tog bort ${d.removed.join(", ")} ur gruppen ${d.name}` : "",
			]
				.filter(Boolean)
				.join(" och "),
	),
	"hr.person_linked": eventType(
		person.extend({ employee_no: z.string() }),
		(d) => `kopplade ${d.person} till anställningsnummer ${d.employee_no}`,
	),
	"hr.imported": eventType(
		z.object({
			file: z.string(),
			sha256: z.string(),
			kind: z.enum(["people", "units"]),
			done: z.number(),
			refused: z.number(),
		}),
		(d) =>
			`läste in ${d.kind === "people" ? "personer" : "enheter"} ur ${d.file}: ${d.done} ändringar gjordes${d.refused > 0 ? `, ${d.refused} kunde inte göras` : ""}`,
	),
};
