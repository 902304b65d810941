import { Layout, type LayoutProps } from "./layout.tsx";
import { ButtonLink, PostButton } from "./ui/button.tsx";
import { Flash } from "./ui/flash.tsx";
import { ErrorSummary, type FieldErrors } from "./ui/form.tsx";
import { Actions } from "./ui/section.tsx";

interface RemindAllProps {
	shell: Partial<LayoutProps>;
	title: string;
	crumbs: LayoutProps["crumbs"];
	/** "sena kontrolltillfällen" */
	what: string;
	matters: number;
	people: number;
	/** How many have been reminded of the same today. */
	already: number;
	/** Why nobody can be reminded, or null. */
	hindered: string | null;
	action: string;
	back_href: string;
	errors: FieldErrors;
}

/** Asked before many are reminded at once: how many, of what, and who has been already. */
export function RemindAllPage(props: RemindAllProps) {
	const nobody = props.matters === 0;
	const people = props.people === 1 ? "En person" : `${props.people} personer`;
	return (
		<Layout {...props.shell} title={props.title} crumbs={props.crumbs}>
			<ErrorSummary errors={props.errors} />
			{props.hindered ? <Flash tone="info" announce={false} text={props.hindered} /> : null}
			<p>
				{nobody
					? `Ingen är kvar att påminna om ${props.what} i dag.`
					: `${people} påminns om ${props.what}, ${props.matters === 1 ? "en sak" : `${props.matters} saker`} i allt.`}
				{props.already > 0 ? ` Redan påminda i dag: ${props.already}.` : ""}
			</p>
			<Actions>
				{nobody || props.hindered ? null : (
					<PostButton action={props.action} hidden={{ confirmed: "yes" }}>
						Påminn alla
					</PostButton>
				)}
				<ButtonLink href={props.back_href} variant="secondary">
					Tillbaka
				</ButtonLink>
			</Actions>
		</Layout>
	);
}
