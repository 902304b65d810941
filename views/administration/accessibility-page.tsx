import { Layout, type LayoutProps } from "../layout.tsx";
import { Section } from "../ui/section.tsx";

/** The statement that lagen (2018:1937) om tillgänglighet till digital offentlig service asks for. */
export function AccessibilityPage(props: { frame: Partial<LayoutProps> }) {
	return (
		<Layout
			{...props.frame}
			title="Tillgänglighet"
			lead="Tillräcklig ska kunna användas av alla, oavsett funktionsförmåga."
		>
			<Section title="Så tillgänglig är tjänsten">
				<p>
					Tjänsten är byggd för att uppfylla WCAG 2.1 nivå AA och EN 301 549. Allt går att göra med enbart tangentbord
					och utan JavaScript, på telefon såväl som på dator. Tillstånd visas med ord och mönster, aldrig bara med färg.
				</p>
			</Section>
			<Section title="Kända brister">
				<p>
					Underlag som användarna själva laddar upp, till exempel inskannade dokument och foton, kan sakna text som
					hjälpmedel kan läsa.
				</p>
			</Section>
			<Section title="Om något inte går att använda">
				<p>
					Kontakta din regions förvaltning av tjänsten. Du har rätt att få innehållet på ett annat sätt. Är du inte nöjd
					med svaret kan du anmäla det till Myndigheten för digital förvaltning, som har tillsyn över lagen om
					tillgänglighet till digital offentlig service.
				</p>
			</Section>
			<Section title="Hur vi har prövat">
				<p>
					Tjänsten prövas automatiskt mot reglerna i WCAG när den utvecklas, och de viktigaste flödena prövas utan
					JavaScript och på en skärm som är 360 bildpunkter bred. Ingen oberoende granskning är gjord.
				</p>
			</Section>
		</Layout>
	);
}
