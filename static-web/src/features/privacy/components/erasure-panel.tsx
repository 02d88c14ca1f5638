import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { eraseMe, keepMe, myErasureQuery } from "@/api/privacy";
import { meQuery } from "@/api/session";
import { provider } from "@/api/sign-in";
import type { OwnErasure } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Where the host signs people in itself, it asks for the password before what cannot be undone. */
const passwords = provider === "local";

/** The way out: asks for the erasure of the own account, and takes that back. */
export function ErasurePanel() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const query = useQuery(myErasureQuery);
  return (
    <section className="stack-s" aria-labelledby="erasure">
      <h2 id="erasure">{t("privacy.erasure.title")}</h2>
      <Loading query={query}>
        {(erasure) => (erasure ? <Pending erasure={erasure} /> : (
          <>
            <p className="measure">{t("privacy.erasure.text")}</p>
            <div><Button tone="harm" onPress={() => setOpen(true)}>{t("privacy.erasure.start")}</Button></div>
          </>
        ))}
      </Loading>
      {open && <EraseDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

function Pending({ erasure }: { erasure: OwnErasure }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: keepMe,
    onSuccess: () => {
      client.setQueryData(myErasureQuery.queryKey, null);
      notices.show(t("privacy.erasure.kept"));
    },
    onError: (error) => notices.show(refusalText(error, t), "harm"),
  });
  return (
    <div className="callout callout-attention stack-s">
      <h3>{t(erasure.state === "waiting" ? "privacy.erasure.waiting" : "privacy.erasure.running", { date: format.moment(erasure.dueAt) })}</h3>
      {erasure.certificate && <p>{t("privacy.erasure.certificate")} <a className="hash" href={new URL(erasure.certificate).pathname}>{t("privacy.erasure.certificateLink")}</a></p>}
      {erasure.canCancel && <div><Button working={keep.isPending} onPress={() => keep.mutate()}>{t("privacy.erasure.keep")}</Button></div>}
    </div>
  );
}

function EraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const erase = useMutation({
    mutationFn: () => eraseMe(name, password),
    onSuccess: (erasure) => {
      client.setQueryData(myErasureQuery.queryKey, erasure);
      if (new Date(erasure.dueAt) <= new Date() && erasure.certificate) window.location.assign(new URL(erasure.certificate).pathname);
      else onClose();
    },
    onError: (error) => {
      const errors = fieldErrors(error, t, { confirmation: "erase-name", password: "erase-password" });
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
    },
  });
  const submit = () => {
    const errors: FieldErrors = {
      ...(name.trim() === me?.name ? {} : { "erase-name": t("privacy.erasure.nameWrong") }),
      ...(passwords && !password ? { "erase-password": t("errors.field.required") } : {}),
    };
    if (Object.keys(errors).length > 0) fail(errors);
    else erase.mutate();
  };
  return (
    <Dialog title={t("privacy.erasure.confirm.title")} open onClose={onClose} alert>
      <p>{t("privacy.erasure.confirm.text")}</p>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TextField name="erase-name" label={t("privacy.erasure.confirm.name", { name: me?.name ?? "" })} value={name} onChange={setName} error={problem.errors["erase-name"]} autoComplete="off" required />
        {passwords && <TextField name="erase-password" type="password" label={t("privacy.erasure.confirm.password")} value={password} onChange={setPassword} error={problem.errors["erase-password"]} autoComplete="current-password" required />}
        <div className="dialog-actions">
          <Button tone="harm" type="submit" working={erase.isPending}>{t("privacy.erasure.confirm.erase")}</Button>
          <Button onPress={onClose}>{t("privacy.erasure.confirm.keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
