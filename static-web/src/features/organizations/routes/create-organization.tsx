import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { meQuery } from "@/api/session";
import { createOrganization, organizationQuery } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { languages, useTexts } from "@/i18n";
import { fieldErrors, type FieldErrors } from "@/lib/forms";
import { useDraft } from "@/lib/hooks";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { blank, filled, OrganizationFields } from "../components/organization-form";

/** An organization is described; its first team comes next. */
export default function CreateOrganization() {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery).data;
  const { draft, change, forget } = useDraft("create-organization", blank);
  const [intention, setIntention] = useState(newKey);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const offered = me && me.tenant.languages.length > 0 ? me.tenant.languages : Object.keys(languages);

  const create = useMutation({
    mutationFn: () => createOrganization({ ...draft, name: filled(draft.name), description: filled(draft.description) }, intention),
    onSuccess: (organization) => {
      forget();
      client.setQueryData(organizationQuery(organization.id).queryKey, organization);
      void client.invalidateQueries({ queryKey: ["organizations"] });
      void client.invalidateQueries({ queryKey: ["first-steps"] });
      notices.show(t("organizations.form.created"));
      void navigate(`/organizations/${organization.id}`);
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : teamRefusal(error, t));
      setIntention(newKey());
    },
  });

  const submit = () => {
    if (Object.keys(filled(draft.name)).length === 0) return fail({ [`name.${language}`]: t("errors.field.required") });
    create.mutate();
  };

  return (
    <div className="narrow">
      <PageHead title={t("organizations.form.title")} lead={t("organizations.form.lead")} back={{ to: "/organizations", label: t("organizations.title") }} />
      <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <OrganizationFields draft={draft} change={change} errors={problem.errors} offered={offered} first={language} />
        <div className="row">
          <Button tone="primary" type="submit" working={create.isPending}>{t("organizations.form.submit")}</Button>
          <ButtonLink to="/organizations">{t("shell.cancel")}</ButtonLink>
        </div>
      </form>
    </div>
  );
}
