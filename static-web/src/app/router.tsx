import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { meQuery } from "@/api/session";
import { withTexts } from "@/i18n";
import { Loading, Skeleton } from "@/components/ui/states";
import { Landing } from "@/features/account/routes/landing";
import { NotFound } from "./not-found";
import { Shell } from "./shell";

const SignIn = lazy(withTexts(() => import("@/features/account/routes/sign-in")));
const ResetPassword = lazy(withTexts(() => import("@/features/account/routes/reset-password")));
const LinkSignIn = lazy(withTexts(() => import("@/features/account/routes/link-sign-in")));
const ProfilePage = lazy(withTexts(() => import("@/features/account/routes/profile")));
const SecurityPage = lazy(withTexts(() => import("@/features/account/routes/security")));
const ConfirmAddress = lazy(withTexts(() => import("@/features/account/routes/confirm-address")));
const Welcome = lazy(() => import("@/features/account/routes/welcome"));
const Home = lazy(() => import("@/features/home/routes/home"));
const Interlinkers = lazy(() => import("@/features/catalogue/routes/interlinkers"));
const InterlinkerPage = lazy(() => import("@/features/catalogue/routes/interlinker"));
const Profiles = lazy(() => import("@/features/catalogue/routes/problem-profiles"));
const Schemas = lazy(() => import("@/features/catalogue/routes/schemas"));
const SchemaPage = lazy(() => import("@/features/catalogue/routes/schema"));
const Imports = lazy(() => import("@/features/imports/routes/imports"));
const ImportPage = lazy(() => import("@/features/imports/routes/import"));
const Operations = lazy(() => import("@/features/operations/routes/operations"));
const OperationPage = lazy(() => import("@/features/operations/routes/operation"));
const Processes = lazy(() => import("@/features/processes/routes/processes"));
const CreateProcess = lazy(() => import("@/features/processes/routes/create-process"));
const ChooseSchema = lazy(() => import("@/features/processes/routes/choose-schema"));
const ProcessPage = lazy(() => import("@/features/processes/routes/process"));
const Overview = lazy(() => import("@/features/processes/routes/overview"));
const Settings = lazy(() => import("@/features/processes/routes/settings"));
const GuidePage = lazy(() => import("@/features/guide/routes/guide"));
const Resources = lazy(() => import("@/features/assets/routes/resources"));
const Administration = lazy(withTexts(() => import("./administration")));
const People = lazy(withTexts(() => import("@/features/people/routes/people")));
const Rights = lazy(withTexts(() => import("@/features/permissions/routes/rights")));
const Applications = lazy(withTexts(() => import("@/features/api-access/routes/applications")));
const ApplicationPage = lazy(withTexts(() => import("@/features/api-access/routes/application")));
const DescribeApplication = lazy(withTexts(() => import("@/features/api-access/routes/describe-application")));
const Mails = lazy(withTexts(() => import("@/features/mail/routes/mails")));
const MailPage = lazy(withTexts(() => import("@/features/mail/routes/mail")));
const Unsubscribe = lazy(withTexts(() => import("@/features/mail/routes/unsubscribe")));
const LegalPage = lazy(withTexts(() => import("@/features/privacy/routes/legal")));
const CertificatePage = lazy(withTexts(() => import("@/features/privacy/routes/certificate")));
const AccountPrivacy = lazy(withTexts(() => import("@/features/privacy/routes/account-privacy")));
const PrivacyDesk = lazy(withTexts(() => import("@/features/privacy/routes/privacy-desk")));
const LegalEditor = lazy(withTexts(() => import("@/features/privacy/routes/legal-editor")));
const PrivacySettings = lazy(withTexts(() => import("@/features/privacy/routes/privacy-settings")));
const ProcessingRecord = lazy(withTexts(() => import("@/features/privacy/routes/processing-record")));
const Erasures = lazy(withTexts(() => import("@/features/privacy/routes/erasures")));
const TenantSettings = lazy(withTexts(() => import("@/features/tenants/routes/tenant-settings")));
const Organizations = lazy(withTexts(() => import("@/features/organizations/routes/organizations")));
const CreateOrganization = lazy(withTexts(() => import("@/features/organizations/routes/create-organization")));
const OrganizationPage = lazy(withTexts(() => import("@/features/organizations/routes/organization")));
const OrganizationTeams = lazy(withTexts(() => import("@/features/organizations/routes/organization-teams")));
const OrganizationAbout = lazy(withTexts(() => import("@/features/organizations/routes/organization-about")));
const OrganizationSettings = lazy(withTexts(() => import("@/features/organizations/routes/organization-settings")));
const CreateTeam = lazy(withTexts(() => import("@/features/teams/routes/create-team")));
const TeamPage = lazy(withTexts(() => import("@/features/teams/routes/team")));
const TeamAbout = lazy(withTexts(() => import("@/features/teams/routes/team-about")));
const TeamMembers = lazy(withTexts(() => import("@/features/teams/routes/members")));
const TeamInvitations = lazy(withTexts(() => import("@/features/teams/routes/invitations")));
const TeamApplications = lazy(withTexts(() => import("@/features/teams/routes/applications")));
const ImportPeople = lazy(withTexts(() => import("@/features/teams/routes/import-people")));
const TeamSettings = lazy(withTexts(() => import("@/features/teams/routes/team-settings")));
const MyInvitation = lazy(withTexts(() => import("@/features/teams/routes/my-invitation")));
const PlatformTenants = lazy(withTexts(() => import("@/features/platform/routes/tenants")));
const CreateTenant = lazy(withTexts(() => import("@/features/platform/routes/create-tenant")));
const PlatformTenant = lazy(withTexts(() => import("@/features/platform/routes/tenant")));
const PlatformAudit = lazy(withTexts(() => import("@/features/audit/routes/platform-audit")));
const Audit = lazy(withTexts(() => import("@/features/audit/routes/audit")));
const Endpoints = lazy(withTexts(() => import("@/features/webhooks/routes/endpoints")));
const CreateEndpoint = lazy(withTexts(() => import("@/features/webhooks/routes/create-endpoint")));
const EndpointPage = lazy(withTexts(() => import("@/features/webhooks/routes/endpoint")));
const EndpointOverview = lazy(withTexts(() => import("@/features/webhooks/routes/endpoint-overview")));
const EndpointMessages = lazy(withTexts(() => import("@/features/webhooks/routes/messages")));
const EndpointSecrets = lazy(withTexts(() => import("@/features/webhooks/routes/secrets")));
const EndpointSettings = lazy(withTexts(() => import("@/features/webhooks/routes/endpoint-settings")));
const EndpointPartner = lazy(withTexts(() => import("@/features/webhooks/routes/partner-access")));
const Partner = lazy(withTexts(() => import("@/features/webhooks/routes/partner")));
const PartnerEndpoint = lazy(withTexts(() => import("@/features/webhooks/routes/partner-endpoint")));
const PartnerSettings = lazy(withTexts(() => import("@/features/webhooks/routes/partner-settings")));
const WebhookMessage = lazy(withTexts(() => import("@/features/webhooks/routes/message")));
const EventTypes = lazy(withTexts(() => import("@/features/webhooks/routes/event-types")));
const EventTypePage = lazy(withTexts(() => import("@/features/webhooks/routes/event-type")));
const TaskResources = lazy(() => import("@/features/assets/components/task-resources"));

/** Every address of the application. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/" element={<Front />} />
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/welcome" element={<Welcome />} />
        <Route path="/unsubscribe" element={<Unsubscribe />} />
        <Route path="/terms" element={<LegalPage document="terms" />} />
        <Route path="/privacy" element={<LegalPage document="privacy" />} />
        <Route path="/accessibility" element={<LegalPage document="accessibility" />} />
        <Route path="/privacy/certificates/:token" element={<CertificatePage />} />
        <Route path="/reset-password" element={<ResetPassword />} />
        <Route path="/account/link" element={<LinkSignIn />} />
        <Route path="/partner" element={<Partner />}>
          <Route element={<PartnerEndpoint />}>
            <Route index element={<EndpointOverview />} />
            <Route path="messages" element={<EndpointMessages />} />
            <Route path="settings" element={<PartnerSettings />} />
          </Route>
          <Route path="messages/:message" element={<WebhookMessage />} />
          <Route path="events" element={<EventTypes />} />
          <Route path="events/*" element={<EventTypePage />} />
        </Route>
        <Route element={<Members />}>
          <Route path="/account" element={<ProfilePage />} />
          <Route path="/account/security" element={<SecurityPage />} />
          <Route path="/account/address" element={<ConfirmAddress />} />
          <Route path="/account/privacy" element={<AccountPrivacy />} />
          <Route path="/catalogue" element={<Interlinkers />} />
          <Route path="/catalogue/interlinkers/:id" element={<InterlinkerPage />} />
          <Route path="/catalogue/problem-profiles" element={<Profiles />} />
          <Route path="/catalogue/schemas" element={<Schemas />} />
          <Route path="/catalogue/schemas/:id" element={<SchemaPage />} />
          <Route path="/import" element={<Imports />} />
          <Route path="/import/:id" element={<ImportPage />} />
          <Route path="/operations" element={<Operations />} />
          <Route path="/operations/:id" element={<OperationPage />} />
          <Route path="/administration" element={<Administration />} />
          <Route path="/administration/tenant" element={<TenantSettings />} />
          <Route path="/administration/people" element={<People />} />
          <Route path="/administration/applications" element={<Applications />} />
          <Route path="/administration/applications/new" element={<DescribeApplication />} />
          <Route path="/administration/applications/:id" element={<ApplicationPage />} />
          <Route path="/administration/applications/:id/edit" element={<DescribeApplication />} />
          <Route path="/administration/mail" element={<Mails />} />
          <Route path="/administration/mail/:id" element={<MailPage />} />
          <Route path="/administration/privacy" element={<PrivacyDesk />}>
            <Route index element={<LegalEditor />} />
            <Route path="settings" element={<PrivacySettings />} />
            <Route path="processing" element={<ProcessingRecord />} />
            <Route path="erasures" element={<Erasures />} />
          </Route>
          <Route path="/organizations" element={<Organizations />} />
          <Route path="/organizations/new" element={<CreateOrganization />} />
          <Route path="/organizations/:id/teams/new" element={<CreateTeam />} />
          <Route path="/organizations/:id" element={<OrganizationPage />}>
            <Route index element={<OrganizationTeams />} />
            <Route path="about" element={<OrganizationAbout />} />
            <Route path="settings" element={<OrganizationSettings />} />
          </Route>
          <Route path="/teams/:id" element={<TeamPage />}>
            <Route index element={<TeamAbout />} />
            <Route path="members" element={<TeamMembers />} />
            <Route path="invitations" element={<TeamInvitations />} />
            <Route path="applications" element={<TeamApplications />} />
            <Route path="import" element={<ImportPeople />} />
            <Route path="settings" element={<TeamSettings />} />
          </Route>
          <Route path="/invitations/:id" element={<MyInvitation />} />
          <Route path="/administration/webhooks" element={<Endpoints />} />
          <Route path="/administration/webhooks/new" element={<CreateEndpoint />} />
          <Route path="/administration/webhooks/events" element={<EventTypes />} />
          <Route path="/administration/webhooks/events/*" element={<EventTypePage />} />
          <Route path="/administration/webhooks/:id" element={<EndpointPage />}>
            <Route index element={<EndpointOverview />} />
            <Route path="messages" element={<EndpointMessages />} />
            <Route path="secrets" element={<EndpointSecrets />} />
            <Route path="partner" element={<EndpointPartner />} />
            <Route path="settings" element={<EndpointSettings />} />
          </Route>
          <Route path="/administration/webhooks/:id/messages/:message" element={<WebhookMessage />} />
          <Route path="/administration/audit" element={<Audit />} />
          <Route path="/platform" element={<PlatformTenants />} />
          <Route path="/platform/audit" element={<PlatformAudit />} />
          <Route path="/platform/tenants/new" element={<CreateTenant />} />
          <Route path="/platform/tenants/:id" element={<PlatformTenant />} />
          <Route path="/processes" element={<Processes />} />
          <Route path="/processes/new" element={<CreateProcess />} />
          <Route path="/processes/:id/schema" element={<ChooseSchema />} />
          <Route path="/processes/:id" element={<ProcessPage />}>
            <Route index element={<Overview />} />
            <Route path="guide" element={<GuidePage Resources={TaskResources} />} />
            <Route path="guide/:item" element={<GuidePage Resources={TaskResources} />} />
            <Route path="resources" element={<Resources />} />
            <Route path="rights" element={<Rights />} />
            <Route path="settings" element={<Settings />} />
          </Route>
        </Route>
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function Frame() {
  return (
    <Shell>
      <Suspense fallback={<Skeleton />}><Outlet /></Suspense>
      <Arrival />
    </Shell>
  );
}

/** The home of who is signed in; the landing of everybody else. */
function Front() {
  const me = useQuery(meQuery);
  return <Loading query={me}>{(person) => (person ? <Home /> : <Landing />)}</Loading>;
}

/** Pages for people who are signed in; others are asked to, and come back here. */
function Members() {
  const me = useQuery(meQuery);
  const { pathname, search } = useLocation();
  return (
    <Loading query={me}>
      {(person) => (person ? <Outlet /> : <Navigate replace to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} />)}
    </Loading>
  );
}

/** After each step to another page the focus goes to its beginning and the window to its top; tabs and filters stay where they are. */
function Arrival() {
  const { pathname } = useLocation();
  const first = useRef(true);
  const previous = useRef(pathname);
  useEffect(() => {
    const within = previous.current.split("/").slice(0, 4).join("/") === pathname.split("/").slice(0, 4).join("/") && pathname.includes("/guide");
    previous.current = pathname;
    if (first.current) {
      first.current = false;
      return;
    }
    if (within) return;
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
