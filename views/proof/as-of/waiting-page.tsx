import { Layout, type LayoutProps } from "../../layout.tsx";
import { dateText } from "../../ui/format.ts";

/** Shown while a day's copy is made; the browser asks again by itself. */
export function WaitingPage(props: { shell: Partial<LayoutProps>; date: string }) {
	return (
		<Layout {...props.shell} title={`Läget ${dateText(props.date)} tas fram`}>
			<p>Registret byggs som det var den dagen. Sidan visas av sig själv när det är klart.</p>
		</Layout>
	);
}
