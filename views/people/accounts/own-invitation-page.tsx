import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { Actions } from "../../ui/section.tsx";

/** Somebody has made an invitation for the signed-in person: did they ask for it? */
export function OwnInvitationPage(props: {
	shell: Partial<LayoutProps>;
	through: string;
	created_at: string;
	expires_at: string;
}) {
	return (
		<Layout
			{...props.shell}
			title="Har du bett om en ny inloggning?"
			lead={`${props.through} skapade ${dateTimeText(props.created_at)} en inbjudan åt dig. Den som öppnar den väljer ditt användarnamn och lösenord på nytt, och ditt gamla sätt att logga in slutar gälla.`}
		>
			<p>
				{`Säg ja bara om du själv har bett om inbjudan. Den gäller till ${dateTimeText(props.expires_at)}. Ditt svar syns i loggen.`}
			</p>
			<Actions>
				<PostButton action={paths.ownInvitationYes()} variant="secondary">
					Ja, jag har bett om den
				</PostButton>
				<PostButton action={paths.ownInvitationNo()} variant="danger">
					Nej, stoppa inbjudan
				</PostButton>
			</Actions>
		</Layout>
	);
}
