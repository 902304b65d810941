import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { PersonalData } from "../../../src/people/personal-data/read-personal-data.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { countText, dateText, dateTimeText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** What is kept about one person, where, and why it stays. */
export function PersonalDataPage({
	shell,
	data,
	own,
}: {
	shell: Partial<LayoutProps>;
	data: PersonalData;
	own: boolean;
}) {
	const { person } = data;
	const file = own ? `${paths.ownData()}.json` : `${paths.personData(person.id)}.json`;
	return (
		<Layout
			{...shell}
			title={own ? "Mina uppgifter" : `Uppgifter om ${person.name}`}
			crumbs={
				own
					? undefined
					: [
							{ href: paths.people(), label: "Personer" },
							{ href: paths.person(person.id), label: person.name },
						]
			}
			lead={
				own ? "Det här finns sparat om dig." : "Allt som finns sparat om personen, för den som begär att få veta det."
			}
			main_action={
				<ButtonLink href={file} variant="secondary">
					Hämta som fil (JSON)
				</ButtonLink>
			}
		>
			<Facts data={data} />
			<Roles data={data} />
			<Traces data={data} />
			<Section title="Varför uppgifterna finns">
				<p>
					Den interna kontrollen ska kunna visas i efterhand (kommunallagen 6 kap. 6 §): vem som utförde, granskade och
					beslutade. Därför står namnet kvar i registret och loggen också när någon slutat. Filer som någon lagt in
					gallras när deras tid har gått ut. Lösenord och engångskoder sparas så att ingen kan läsa dem.
				</p>
			</Section>
			<Rights information={data.information} />
		</Layout>
	);
}

/** GDPR 13–15: who answers, on what ground, for how long, and where to complain. */
function Rights({ information }: Pick<PersonalData, "information">) {
	const unsaid = "Inte angivet. Fråga den som administrerar tjänsten i din region.";
	return (
		<Section title="Vem som ansvarar, och dina rättigheter">
			<DescriptionList
				items={[
					{ term: "Personuppgiftsansvarig", value: information.controller || unsaid },
					{ term: "Kontakt i dataskyddsfrågor", value: information.data_protection_contact || unsaid },
					{ term: "Rättslig grund", value: information.legal_basis, wide: true },
					{ term: "Hur länge uppgifterna sparas", value: information.storage_time, wide: true },
					{
						term: "Dina rättigheter",
						value:
							"Du kan begära att få veta vad som finns om dig, att fel rättas och att behandlingen begränsas, och du kan invända mot den (dataskyddsförordningen artiklarna 15–21).",
						wide: true,
					},
					{
						term: "Rätt att klaga",
						value: `Är du missnöjd med hur dina uppgifter används kan du klaga hos ${information.complaints_to} (artikel 77).`,
						wide: true,
					},
				]}
			/>
		</Section>
	);
}

function Facts({ data }: { data: PersonalData }) {
	const { person, sign_in } = data;
	return (
		<DescriptionList
			items={[
				{ term: "Namn", value: person.name },
				{ term: "E-post", value: person.email },
				{ term: "Namn i ekonomisystemet", value: person.ledger_name },
				{ term: "Anställningsnummer", value: data.employee_no },
				{ term: "Namn i katalogen", value: data.directory_name },
				{ term: "Användarnamn", value: sign_in.user_name },
				{ term: "Engångskoder", value: sign_in.has_codes ? "Påslagna" : "Inte påslagna" },
				{ term: "Inloggningstjänst", value: sign_in.identities.map(({ issuer }) => issuer).join(", ") },
				{ term: "Tillagd", value: dateTimeText(person.created_at) },
				{ term: "Avslutad", value: dateTimeText(person.ended_at) },
			]}
		/>
	);
}

function Roles({ data }: { data: PersonalData }) {
	return (
		<Section title="Roller och inloggningar">
			<DataTable
				caption="Roller"
				columns={[
					{ key: "role", label: "Roll" },
					{ key: "unit", label: "Enhet" },
					{ key: "from", label: "Från" },
					{ key: "to", label: "Till och med" },
				]}
				rows={data.roles.map((role) => ({
					cells: {
						role: ROLES[role.role],
						unit: role.unit_name,
						from: dateText(role.valid_from),
						to: dateText(role.valid_to) || "Tills vidare",
					},
				}))}
				empty="Ingen roll."
			/>
			<DataTable
				caption="Inloggad nu"
				columns={[
					{ key: "client", label: "Webbläsare" },
					{ key: "method", label: "Sätt" },
					{ key: "seen", label: "Senast använd" },
				]}
				rows={data.sessions.map((session) => ({
					cells: { client: session.client, method: session.method, seen: dateTimeText(session.last_seen_at) },
				}))}
				empty="Inte inloggad någonstans."
			/>
		</Section>
	);
}

function Traces({ data }: { data: PersonalData }) {
	const events = { what: "Händelser i loggen, av eller om personen", n: data.events };
	return (
		<Section
			title="Var namnet förekommer"
			lead="Varje händelse finns i filen. Där räknas också svar på kontrollpunkter, och inköp där namnet är stavat exakt så."
		>
			<DataTable
				caption="Var namnet förekommer"
				hide_caption
				columns={[
					{ key: "what", label: "Uppgift" },
					{ key: "n", label: "Antal", align: "end" },
				]}
				rows={[...data.traces, events].map(({ what, n }) => ({ cells: { what, n: countText(n) } }))}
			/>
		</Section>
	);
}
