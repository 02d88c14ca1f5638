import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addAdministrator, membersQuery, organizationQuery, removeAdministrator, teamsQuery, type Organization } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

type Person = Organization["administrators"][number];

/** Who manages the organization: named from the people of its teams, never nobody. */
export function OrganizationAdministrators({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Person>();
  const refresh = () => void client.invalidateQueries({ queryKey: organizationQuery(organization.id).queryKey });
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const remove = useMutation({
    mutationFn: (person: Person) => removeAdministrator(organization.id, person.subject),
    onSuccess: (_, person) => { refresh(); notices.show(t("organizations.administrators.removed", { name: person.name })); },
    onError: refuse,
    onSettled: () => setLeaving(undefined),
  });
  return (
    <section className="stack narrow">
      <h2>{t("organizations.administrators.title")}</h2>
      <p className="soft">{t("organizations.administrators.lead")}</p>
      <ul className="rows rows-airy">
        {organization.administrators.map((person) => (
          <li key={person.subject} className="row-apart">
            <bdi>{person.name}</bdi>
            <Button small onPress={() => setLeaving(person)} aria-label={`${t("organizations.administrators.remove")}: ${person.name}`}>{t("organizations.administrators.remove")}</Button>
          </li>
        ))}
      </ul>
      <AddAdministrator organization={organization} onAdded={refresh} onRefused={refuse} />
      <ConfirmDialog open={!!leaving} title={t("organizations.administrators.confirmTitle", { name: leaving?.name ?? "" })} text={t("organizations.administrators.confirmText")}
        confirm={t("organizations.administrators.remove")} keep={t("shell.cancel")} working={remove.isPending} onConfirm={() => leaving && remove.mutate(leaving)} onClose={() => setLeaving(undefined)} />
    </section>
  );
}

function AddAdministrator({ organization, onAdded, onRefused }: { organization: Organization; onAdded: () => void; onRefused: (error: unknown) => void }) {
  const { t } = useTexts();
  const [team, setTeam] = useState("");
  const [subject, setSubject] = useState("");
  const teams = useInfiniteQuery(teamsQuery(organization.id, "")).data?.pages.flatMap((page) => page.items) ?? [];
  const members = useInfiniteQuery({ ...membersQuery(team, {}), enabled: !!team }).data?.pages.flatMap((page) => page.items) ?? [];
  const known = new Set(organization.administrators.map((person) => person.subject));
  const add = useMutation({ mutationFn: () => addAdministrator(organization.id, subject), onSuccess: () => { setSubject(""); onAdded(); }, onError: onRefused });
  if (teams.length === 0) return null;
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (subject) add.mutate(); }}>
      <h3>{t("organizations.administrators.addTitle")}</h3>
      <SelectField name="team" label={t("organizations.administrators.team")} value={team} onChange={(value) => { setTeam(value); setSubject(""); }} placeholder={t("organizations.administrators.chooseTeam")}
        options={teams.map((one) => ({ value: one.id, label: one.name }))} />
      {team && (
        <SelectField name="person" label={t("organizations.administrators.person")} value={subject} onChange={setSubject} placeholder={t("organizations.administrators.choosePerson")}
          options={members.filter((one) => !known.has(one.subject)).map((one) => ({ value: one.subject, label: one.name }))} />
      )}
      <div><Button type="submit" working={add.isPending} isDisabled={!subject}>{t("organizations.administrators.add")}</Button></div>
    </form>
  );
}
