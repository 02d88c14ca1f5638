import { acceptTeamInvitation } from "@/api/teams";

/** Where somebody goes who has just taken up an account. The link of an invitation says yes to its team as well; should that not work, the invitation is there to be answered. */
export async function placeOf(invitation: string | undefined): Promise<string> {
  if (!invitation) return "/";
  try {
    return `/teams/${(await acceptTeamInvitation(invitation)).team}`;
  } catch {
    return `/invitations/${invitation}`;
  }
}
