import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface ShownList {
	address: string;
	name: string;
	columns: readonly { key: string; label: string }[];
}

/** How a program reads the lists, and which there are. */
export function ApiPage(props: { shell: Partial<LayoutProps>; lists: readonly ShownList[]; base: string }) {
	return (
		<Layout
			{...props.shell}
			title="Läsa och läsa in med ett program"
			lead="Varje lista finns som JSON på sidans adress med .json efter, med samma filter, ordning och rättigheter som sidan."
			main_action={
				<>
					<ButtonLink href={paths.ownApiTokens()}>Mina åtkomstnycklar</ButtonLink>
					<ButtonLink href={paths.apiDocument()} variant="secondary">
						OpenAPI 3.1
					</ButtonLink>
				</>
			}
		>
			<HowTo base={props.base} />
			<Section title="Listorna">
				<DataTable
					caption="Listor och deras kolumner"
					hide_caption
					columns={[
						{ key: "name", label: "Lista" },
						{ key: "address", label: "Adress" },
						{ key: "columns", label: "Kolumner" },
					]}
					rows={props.lists.map(({ name, address, columns }) => ({
						cells: {
							name,
							address: <code>{breakable(address)}</code>,
							columns: columns.map(({ key, label }) => `${key} (${label})`).join(", "),
						},
					}))}
				/>
			</Section>
		</Layout>
	);
}

/** An address breaks before its marks and never in a word. */
function breakable(address: string) {
	return address.split(/(?=[/.-])/).map((part) => (
		<>
			<wbr />
			{part}
		</>
	));
}

function ImportAddresses() {
	return (
		<>
			{["inkop", "saldon", "plan", "personer"].map((name, place) => (
				<>
					{place > 0 ? ", " : ""}
					<code>{breakable(paths.apiImport(name))}</code>
				</>
			))}
		</>
	);
}

function HowTo({ base }: { base: string }) {
	return (
		<Section title="Så här">
			<ul>
				<li>
					Skicka nyckeln i huvudet <code>Authorization: Bearer</code> till till exempel{" "}
					<code>{breakable(`${base}${paths.deviations()}.json`)}</code>.
				</li>
				<li>
					Svaret har huvudet <code>ETag</code>. Skicka det tillbaka i <code>If-None-Match</code>: är raderna desamma
					kommer 304 utan rader.
				</li>
				<li>
					Nyckeln läser listor i JSON, och läser in filer om den får det. Den öppnar ingen sida, skickar inget annat
					formulär och loggar inte in någon. Det som loggas när en person läser loggas med personens och nyckelns namn.
				</li>
				<li>
					<code>sortera=-kolumn</code> sorterar, <code>hitta=text</code> söker, <code>kolumn=namn</code> väljer kolumner
					och får upprepas. Listans egna filter heter som i sidans adress, och OpenAPI-filen säger vilka värden de tar.
					Ett filter eller ett värde som inte finns ger 422.
				</li>
				<li>
					<code>antal=500</code> ger de första 500 raderna, <code>sida=2</code> nästa del. Finns det mer står adressen i
					huvudet <code>Link</code>. Utan <code>antal</code> kommer alla rader.
				</li>
				<li>Belopp är hela ören, andelar delar av ett, datum ÅÅÅÅ-MM-DD och tidpunkter i UTC.</li>
				<li>
					Svar 401: nyckeln gäller inte, eller personen har ingen roll i dag. 403: rollen ger inte rätt till listan.
					422: adressen går inte att följa. 429: för många försök med fel nyckel. Felet är{" "}
					<code>application/problem+json</code>, med en mening i <code>detail</code>.
				</li>
			</ul>
			<h3>Läsa in filer</h3>
			<ul>
				<li>
					Skicka filen som formulär (multipart) till <ImportAddresses />. Fälten är de på sidan; OpenAPI-filen räknar
					upp dem. Med <code>granska=1</code> svarar programmet vad som skulle sparas, och sparar inget. Saldon har
					ingen granskning.
				</li>
				<li>
					Huvudet <code>Idempotency-Key</code> behövs, ett nytt för varje inläsning. Kommer det igen med samma innehåll
					får du det första svaret och inget nytt sparas; med ett annat innehåll blir svaret 422. Nyckeln är känd i 60
					dagar.
				</li>
				<li>
					Felet har dessutom fält och rad i <code>errors</code>.
				</li>
			</ul>
		</Section>
	);
}
