"""The fixed words of an edition in English.

Keys are grouped by their first word. Those under `text` and `date` are sentences and patterns of
the edition itself, some with places for values; all others are whole words or phrases that the
content may name.
"""

_LABELS = {
    # The State.
    "label.state": "State",
    "label.state_code": "State code",
    "label.official_name": "Official name",
    "label.regional_group": "Regional group",
    "label.legal_system": "Legal system",
    "label.official_languages": "Official languages",
    "label.time_zone": "Time zone (GMT +/-)",
    "label.general_information": "General information",
    "label.treaty_status": "Treaty status",
    "label.asset_recovery_networks": "Asset recovery networks",
    "label.cooperation_networks": "Judicial networks",
    "label.public_holidays": "Public holidays",
    "label.if_no_authority_answers": "If no authority answers",
    "label.no_authority_designated": "No authority for",
    # A territory.
    "label.territory": "Special region or territory",
    "label.territory_kind": "Kind of territory",
    "label.treaty_extension": "Treaties extended to it",
    "label.separate_mla_system": "Separate system of mutual legal assistance",
    # The authority.
    "label.record_number": "Record number",
    "label.authority": "Authority",
    "label.name": "Name of authority",
    "label.name_local": "Name in the national language",
    "label.name_transliterated": "Name in Latin letters",
    "label.other_names": "Other names",
    "label.acronym": "Acronym",
    "label.parent": "Reports to",
    "label.kind": "Type of authority",
    "label.service": "Service to be contacted",
    "label.address": "Full postal address",
    "label.city": "City",
    "label.state_or_province": "State or province",
    "label.postal_code": "Postal code",
    "label.visiting_address": "Visiting address",
    "label.telephone": "Telephone",
    "label.fax": "Fax",
    "label.email": "E-mail",
    "label.website": "Website",
    "label.office_hours": "Office hours",
    "label.lunch_break": "Lunch break",
    "label.languages_spoken": "Languages in contact",
    "label.additional_information": "Additional information",
    "label.status": "Status",
    # A contact point.
    "label.contact_point": "Contact point",
    "label.post_title": "Function",
    "label.person_name": "Name of person",
    "label.salutation": "Title",
    "label.contact_details": "Contact details",
    "label.additional_contact": "Additional contact information",
    "label.main_contact": "Main contact",
    "label.urgent_contact": "Urgent contact",
    "label.urgent_contact_round_the_clock": "Urgent contact (24/7)",
    "label.languages_of_contact": "Languages of contact person",
    "label.in_post_since": "In post since",
    "label.replaced_by": "Replaced by",
    "label.visible_to": "Visible to",
    # A designation.
    "label.request_type": "Request type",
    "label.designated_under": "Designated under",
    "label.role": "Role",
    "label.capacity": "Receives, executes or transmits requests",
    "label.area_of_jurisdiction": "Area of jurisdiction",
    "label.only_one": "Only authority designated for this type",
    "label.is_default": "If in doubt, send here",
    "label.responsibilities": "Responsibilities",
    "label.types_of_assistance": "Types of assistance",
    "label.areas_of_assistance": "Areas of assistance provided by prevention authorities",
    "label.forwards_misdirected": "Forwards requests sent in error",
    "label.competence": "Competent when",
    "label.valid_from": "Valid from",
    "label.valid_until": "Valid until",
    "label.notified": "Notified to the Secretary-General",
    # Channels, form, languages, urgent cases.
    "label.normal_case": "Normal case",
    "label.urgent_case": "Urgent case",
    "label.channels": "Channels of transmission",
    "label.all_else": "Further details",
    "label.channels_and_languages": "Channels and languages",
    "label.channels_normal": "Channels, normal cases",
    "label.channels_urgent": "Channels, urgent cases",
    "label.interpol": "Through INTERPOL",
    "label.copy_to": "Copy to",
    "label.forms_accepted": "Formats and channels accepted",
    "label.forms_normal": "Formats accepted, normal cases",
    "label.forms_urgent": "Formats accepted, urgent cases",
    "label.encryption": "Encryption",
    "label.electronic_signature": "Electronic signature",
    "label.original_to_follow": "Original must follow by post",
    "label.oral_confirmed": "Oral request, confirmed in writing",
    "label.urgent_procedure": "Specific procedure in urgent cases",
    "label.response_time": "Usual response time",
    "label.accepted_languages": "Accepted languages",
    "label.accepted_languages_normal": "Languages, normal cases",
    "label.accepted_languages_urgent": "Languages, urgent cases",
    "label.languages_of_annexes": "Languages of annexed documents",
    # Legal requirements.
    "label.legal_requirements": "Legal requirements",
    "label.information_needed": "Information needed",
    "label.documentation": "Documentation required",
    "label.dual_criminality": "Dual criminality",
    "label.minimum_penalty": "Minimum penalty",
    "label.use_limitation": "Use of evidence",
    "label.confidentiality": "Confidentiality",
    "label.refusal_grounds": "Grounds for refusal",
    "label.video_hearing": "Hearing by video",
    "label.minor_cases": "Minor-case policy",
    "label.costs": "Costs",
    "label.legalization": "Legalization",
    "label.extradition_of_nationals": "Extradition of nationals",
    "label.provisional_arrest": "Provisional arrest",
    "label.extradition_procedures": "Extradition procedures",
    "label.surrender_deadline": "Surrender deadline",
    "label.statute_of_limitation": "Statutes of limitation",
    "label.availability": "Available in this State",
    "label.alternative_measure": "Alternative measure",
    "label.accepts_draft": "Will look at a draft request",
    "label.draft_requests": "Draft requests",
    "label.templates": "National templates and guidelines",
    "label.other_requirements": "Other requirements",
    # Legal basis.
    "label.legal_basis": "Convention as legal basis",
    "label.legal_basis_untoc": "Use of UNTOC as legal basis",
    "label.legal_basis_uncac": "Use of UNCAC as legal basis",
    "label.legal_basis_drug1988": "Use of the 1988 Convention as legal basis",
    "label.other_bases": "Other legal bases",
    "label.reservation": "Reservation or declaration",
    "label.cases": "Cases in which the Convention was used",
    # Links, attachments, provenance, confirmation.
    "label.links": "Laws and websites",
    "label.law_citation": "Citation",
    "label.last_checked": "Link last checked",
    "label.attachments": "Any other relevant documents",
    "label.provenance": "Source",
    "label.notification": "Notification",
    "label.notification_reference": "Reference",
    "label.notification_date": "Date of notification",
    "label.received_on": "Received on",
    "label.wording_of_notification": "Wording of the notification",
    "label.confirmation": "Confirmation",
    "label.last_confirmed": "Last confirmed",
    "label.next_confirmation": "Next confirmation due",
    "label.last_updated": "Last updated",
    "label.effective_from": "In effect from",
    "label.contact_changed": "Contact details changed",
    "label.remarks": "Remarks",
}

_CODES = {
    "route.direct": "Direct between authorities",
    "route.diplomatic": "Diplomatic channels",
    "route.interpol": "INTERPOL",
    "route.other_network": "Another network",
    "route.secure_platform": "Secure platform",
    "acceptance.required": "required",
    "acceptance.accepted": "accepted",
    "acceptance.accepted_if_agreed": "accepted if agreed beforehand",
    "acceptance.accepted_with_conditions": "accepted on conditions",
    "acceptance.not_accepted": "not accepted",
    "acceptance.unknown": "not stated",
    "mode.normal": "Normal case",
    "mode.urgent": "Urgent case",
    "mode.communication": "Communication",
    "mode.annexes": "Annexed documents",
    "form.post": "post",
    "form.courier": "courier",
    "form.fax": "fax",
    "form.email": "e-mail",
    "form.email_encrypted": "encrypted e-mail",
    "form.platform": "electronic platform",
    "form.oral": "oral request",
    "form.in_person": "in person",
    "need.not_needed": "not needed",
    "need.preferred": "preferred",
    "need.required": "required",
    "need.unknown": "not stated",
    "role.central_authority": "Central authority",
    "role.competent_authority": "Competent authority",
    "role.focal_point": "Focal point",
    "role.single_point_of_contact": "Single point of contact",
    "role.prevention_authority": "Prevention authority",
    "capacity.receives": "receives",
    "capacity.executes": "executes",
    "capacity.transmits": "transmits",
    "capacity.sends": "sends",
    "dual_criminality.required": "Required",
    "dual_criminality.not_required": "Not required",
    "dual_criminality.in_part": "Required in part",
    "dual_criminality.discretionary": "Discretionary",
    "dual_criminality.unknown": "Not stated",
    "legal_basis.yes": "used as the legal basis",
    "legal_basis.no": "not used as the legal basis",
    "legal_basis.only_if_no_other_treaty": "used only where no other treaty applies",
    "legal_basis.not_required": "not needed, as domestic law does not ask for a treaty",
    "legal_basis.unknown": "not stated",
    "language_rule.official": "official language",
    "language_rule.accepted": "accepted",
    "language_rule.courtesy_translation": "with a courtesy translation",
    "language_rule.certified_translation": "with a certified translation",
    "legalization.needed": "Needed",
    "legalization.not_needed": "Not needed",
    "legalization.apostille": "Apostille suffices",
    "legalization.unknown": "Not stated",
    "nationals.yes": "Nationals are extradited",
    "nationals.no": "Nationals are not extradited",
    "nationals.conditions": "Nationals are extradited on conditions",
    "nationals.unknown": "Not stated",
    "procedure.normal": "Normal procedure",
    "procedure.simplified": "Simplified procedure",
    "availability.applicable": "Available",
    "availability.not_applicable": "Not available",
    "availability.to_a_certain_extent": "Available to a certain extent",
    "applies_to.all": "in all cases",
    "applies_to.charged": "for a person charged",
    "applies_to.sentenced": "for a person sentenced",
    "document.certified": "certified",
    "document.translated": "translated",
    "unit.days": "days",
    "unit.months": "months",
    "unit.years": "years",
    "authority_kind.ministry_of_justice": "Ministry of justice",
    "authority_kind.ministry_of_foreign_affairs": "Ministry of foreign affairs",
    "authority_kind.ministry_of_interior": "Ministry of the interior",
    "authority_kind.prosecution": "Prosecution service",
    "authority_kind.court": "Court",
    "authority_kind.police": "Police",
    "authority_kind.customs": "Customs",
    "authority_kind.coast_guard": "Coast guard or maritime authority",
    "authority_kind.anti_corruption_body": "Anti-corruption body",
    "authority_kind.financial_intelligence_unit": "Financial intelligence unit",
    "authority_kind.asset_recovery_office": "Asset recovery office",
    "authority_kind.culture": "Authority for culture and heritage",
    "authority_kind.other": "Other authority",
    "territory_kind.special_region": "Special region",
    "territory_kind.dependent_territory": "Dependent territory",
    "territory_kind.federal_unit": "Federal unit",
    "territory_kind.municipality": "Municipality",
    "territory_kind.former": "Former territory",
    "extension.extends": "extends to it",
    "extension.does_not_extend": "does not extend to it",
    "extension.unknown": "not stated",
    "regional_group.african": "African States",
    "regional_group.asia_pacific": "Asia-Pacific States",
    "regional_group.eastern_european": "Eastern European States",
    "regional_group.latin_american_caribbean": "Latin American and Caribbean States",
    "regional_group.western_european_others": "Western European and other States",
    "regional_group.none": "Not a member of a regional group",
    "telephone_use.switchboard": "switchboard",
    "telephone_use.service": "service",
    "telephone_use.urgent": "urgent cases",
    "email_use.functional": "office mailbox",
    "email_use.personal": "personal mailbox",
    "contact_use.normal": "normal cases",
    "contact_use.urgent": "urgent cases",
    "link_kind.national_law": "National law",
    "link_kind.website": "Website",
    "link_kind.guide": "Guide",
    "link_kind.template": "Template",
    "link_kind.sherloc_record": "SHERLOC record",
    "link_kind.depositary_notification": "Depositary notification",
    "link_kind.network_page": "Page of a network",
    "link_kind.treaty_text": "Text of the treaty",
    "attachment_kind.note_verbale": "Note verbale",
    "attachment_kind.template": "Template",
    "attachment_kind.guide": "Guide",
    "attachment_kind.form": "Form",
    "notification_kind.depositary_notification": "Depositary notification",
    "notification_kind.note_verbale": "Note verbale",
    "notification_kind.letter": "Letter",
    "notification_kind.form": "Form",
    "notification_kind.email": "E-mail",
    "treaty_action.signature": "Signature",
    "treaty_action.definitive_signature": "Definitive signature",
    "treaty_action.ratification": "Ratification",
    "treaty_action.acceptance": "Acceptance",
    "treaty_action.approval": "Approval",
    "treaty_action.formal_confirmation": "Formal confirmation",
    "treaty_action.accession": "Accession",
    "treaty_action.succession": "Succession",
    "treaty_action.withdrawal": "Withdrawal",
    "treaty_action.party": "Party",
    "treaty_action.in_force": "in force from",
    "treaty_action.not_party": "Not a party",
    "treaty_action.date_not_known": "Party, date not known here",
    "confirmation.confirmed": "Confirmed",
    "confirmation.due": "Confirmation due",
    "confirmation.overdue": "Not confirmed",
    "confirmation.never": "Never confirmed to this directory",
    "confirmation_means.account": "by the State, through its account",
    "confirmation_means.note_verbale": "by note verbale",
    "confirmation_means.form": "by form",
    "status.live": "Live",
    "status.not_confirmed": "Not confirmed",
    "status.superseded": "Superseded",
    "status.withdrawn": "Withdrawn",
    "origin.notification": "Public notification",
    "origin.made_up": "Made up for the demonstration",
    "origin.state": "Submitted by the State",
    "request_type.mla": "Mutual legal assistance",
    "request_type.extradition": "Extradition",
    "request_type.transfer": "Transfer of sentenced persons",
    "request_type.drugs_sea": (
        "Illicit traffic by sea of narcotic drugs and psychotropic substances"
    ),
    "request_type.migrants_sea": "Smuggling of migrants by sea",
    "request_type.firearms": "Trafficking in firearms",
    "request_type.cultural_property": "Trafficking in cultural property",
    "request_type.prevention": "Prevention of transnational organized crime",
    "request_type.corruption_prevention": "Preventive anti-corruption authorities",
    "request_type.asset_recovery": "Asset recovery",
}

_ASSISTANCE = {
    "measure.evidence": "taking evidence or statements",
    "measure.service": "service of judicial documents",
    "measure.search_seizure": "searches, seizures and freezing",
    "measure.examination": "examining objects and sites",
    "measure.information": "information, evidentiary items and expert evaluations",
    "measure.documents": "originals or certified copies of documents and records",
    "measure.tracing": "identifying or tracing proceeds, property and instrumentalities",
    "measure.appearance": "voluntary appearance of persons",
    "measure.other": "any other assistance",
    "measure.transfer_of_proceedings": "transfer of criminal proceedings",
    "measure.video_conference": "hearing by video conference",
    "measure.joint_investigation": "joint investigations",
    "measure.controlled_delivery": "controlled delivery",
    "measure.preservation": "expedited preservation of stored data",
    "measure.stored_data": "access to stored data",
    "measure.traffic_data": "real-time collection of traffic data",
    "measure.confirm_registry": "confirming registry or the right to fly the flag",
    "measure.boarding": "authorizing boarding, search or other measures",
    "measure.request_assistance": "requesting assistance",
    "measure.provisional_arrest": "provisional arrest",
    "measure.person_charged": "request for a person charged",
    "measure.person_sentenced": "request for a person sentenced",
    "measure.simplified": "simplified procedure",
    "measure.transit": "transit",
    "dimension.offence": "Offence",
    "dimension.sub_measure": "Measure requested",
    "dimension.stage": "Stage of proceedings",
    "dimension.territory": "Territory",
    "dimension.requesting_state": "Requesting State or region",
    "dimension.treaty": "Treaty",
    "dimension.urgency": "Urgency",
    "dimension.value": "Value",
    "dimension.other": "Other",
    "operator.is": "is",
    "operator.is_not": "is not",
    "operator.in": "is one of",
}

_DETAILS = {
    # Parts of a line that stand between others, and so begin small.
    "detail.acronym": "acronym ",
    "detail.reports_to": "reports to ",
    "detail.main_contact": "main contact",
    "detail.in_post_since": "in post since ",
    "detail.hours": "hours ",
    "detail.languages": "languages: ",
    "detail.lunch": "lunch break ",
    "detail.only_one": "only authority for this type",
    "detail.not_only_one": "not the only authority for this type",
    "detail.is_default": "send here if in doubt",
    "detail.forwards": "forwards requests sent in error",
    "detail.does_not_forward": "does not forward requests sent in error",
    "detail.copy_to": "copy to ",
    "detail.encryption": "encryption ",
    "detail.encryption_key": "encryption key ",
    "detail.electronic_signature": "electronic signature ",
    "detail.original_follows": "original must follow by post",
    "detail.no_original": "no original by post",
    "detail.within": " within ",
    "detail.oral_confirmed": "oral request to be confirmed in writing",
    "detail.oral_not_confirmed": "oral request need not be confirmed in writing",
    "detail.contact_post": "contact: ",
    "detail.procedure": "Procedure: ",
    "detail.response_time": "usual response time ",
    "detail.received": "received ",
    "detail.source": "source: ",
    "detail.wording": "wording: ",
    "detail.valid_from": "valid from ",
    "detail.valid_until": "valid until ",
    "detail.signed": "signed ",
    "detail.other_bases": "Other legal bases: ",
    "detail.reservation": "Reservation or declaration: ",
    "detail.takes_drafts": "will look at a draft request",
    "detail.takes_no_drafts": "will not look at a draft request",
    "detail.in_effect_from": "in effect from ",
    "detail.confirmed": "confirmed ",
    "detail.never_confirmed": "never confirmed to this directory",
    "detail.next_due": "next confirmation due ",
    "unanswered.channels": "channels",
    "unanswered.channels_normal": "channels in normal cases",
    "unanswered.channels_urgent": "channels in urgent cases",
    "unanswered.interpol": "INTERPOL",
    "unanswered.languages": "accepted languages",
    "unanswered.languages_normal": "accepted languages in normal cases",
    "unanswered.languages_urgent": "accepted languages in urgent cases",
    "detail.as_for": "As above for ",
    "detail.as_in_first_part": "As in part I: ",
    "detail.first_part": "As in part I",
}

_MARKS = {
    "mark.made_up": "Made up for the demonstration: this authority does not exist.",
    "mark.historic": "Historic: from a past public notification; it may no longer hold.",
    "mark.not_confirmed": "Not confirmed by the State within the time allowed.",
    "mark.confirmation_due": "The State has been asked to confirm this record.",
    "mark.contact_changed": "Contact details changed on ",
    "mark.name_translated": "The name is a translation; its original is not known here.",
    "mark.withdrawn": "The State has withdrawn this designation.",
    "mark.demonstration": "Demonstration",
    "mark.draft": "Draft wording, not reviewed",
}

_WORDS = {
    "word.not_stated": "Not stated",
    "word.unknown": "Not known",
    "word.none": "None",
    "word.yes": "Yes",
    "word.no": "No",
    "word.and": " and ",
    "word.or": " or ",
    "word.to": " to ",
    "word.from": "from ",
    "word.until": "until ",
    "word.since": "since ",
    "word.on": "on ",
    "word.by": "by ",
    "word.through": "through ",
    "word.extension": " ext. ",
    "word.days": "days",
    "word.hours": "hours",
    "word.closed": "closed",
    "word.round_the_clock": "24 hours a day, 7 days a week",
    "word.during_office_hours": "during office hours",
    "word.whole_state": "Whole State",
    "word.any_official_un_language": "any official language of the United Nations",
    "word.any_language": "any language",
    "word.gmt": "GMT",
    "word.utc": "UTC",
    "word.normal_cases": "normal cases",
    "word.urgent_cases": "urgent cases",
    "word.same_as_normal": "As in normal cases",
    "word.as_above": "As above",
    "word.see": "See ",
    "word.record": "Record ",
    "word.revision": "revision ",
    "word.article": "article ",
    "word.articles": "articles ",
    "word.under": "under ",
    "word.under_domestic_law": "domestic law",
    "word.reciprocity": "reciprocity",
    "word.bilateral_treaty": "bilateral treaty",
    "word.regional_treaty": "regional treaty",
    "word.no_penalty_limit": "No minimum",
    "word.made_up": "made up",
    "word.historic": "historic",
    "punctuation.space": " ",
    "punctuation.colon": ": ",
    "punctuation.comma": ", ",
    "punctuation.semicolon": "; ",
    "punctuation.full_stop": ".",
    "punctuation.sentence": ". ",
    "punctuation.dash": " – ",
    "punctuation.range": "–",
    "punctuation.slash": "/",
    "punctuation.open_bracket": " (",
    "punctuation.close_bracket": ")",
    "punctuation.open_quote": "“",
    "punctuation.close_quote": "”",
}

_CALENDAR = {
    "short_weekday.monday": "Mon",
    "short_weekday.tuesday": "Tue",
    "short_weekday.wednesday": "Wed",
    "short_weekday.thursday": "Thu",
    "short_weekday.friday": "Fri",
    "short_weekday.saturday": "Sat",
    "short_weekday.sunday": "Sun",
    "short_month.1": "Jan",
    "short_month.2": "Feb",
    "short_month.3": "Mar",
    "short_month.4": "Apr",
    "short_month.5": "May",
    "short_month.6": "June",
    "short_month.7": "July",
    "short_month.8": "Aug",
    "short_month.9": "Sept",
    "short_month.10": "Oct",
    "short_month.11": "Nov",
    "short_month.12": "Dec",
    "weekday.monday": "Monday",
    "weekday.tuesday": "Tuesday",
    "weekday.wednesday": "Wednesday",
    "weekday.thursday": "Thursday",
    "weekday.friday": "Friday",
    "weekday.saturday": "Saturday",
    "weekday.sunday": "Sunday",
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "date.written": "{day} {month} {year}",
    "date.short": "{day} {month} {year}",
    "date.first": "1",
}

_TEXTS = {
    "text.edition": "Edition {number}",
    "text.extract": "Extract: {name}",
    "text.closing_date": "Closing date: {day}",
    "text.issue_date": "Issued on {day}",
    "text.subject": "Edition {number}, closing date {day}",
    "text.part": "Part {number}",
    "text.foot": "Edition {number}",
    "text.page_before": "Page ",
    "text.page_between": " of ",
    "text.page_after": "",
    "text.note.heading": "Note",
    "text.note.designations": (
        "The names of States and territories, and the way in which this edition sets out its "
        "content, express no opinion of its issuer about the legal status of any State, "
        "territory, city or area or of its authorities, or about the course of any frontier."
    ),
    "text.note.words_of_states": (
        "What a State has written stands in the words and the language in which it was received. "
        "Nothing has been translated or shortened."
    ),
    "text.note.closing": (
        "The edition gives what was on record at the end of {day} (UTC). Later changes stand in "
        "the online directory and in the next edition."
    ),
    "text.note.use": (
        "It holds contact details given for official requests. Please use them for these only."
    ),
    "text.note.demonstration": (
        "This is a demonstration. Authorities marked as made up do not exist, and those marked as "
        "historic come from public notifications of past years and may have changed since. "
        "Do not send a request on the strength of this edition."
    ),
    "text.introduction.heading": "Introduction",
    "text.introduction.purpose": (
        "This directory lists the authorities that States have designated to receive, execute or "
        "transmit requests for international cooperation, and says how to reach them, by which "
        "channels, in which languages and with which documents."
    ),
    "text.introduction.counts": (
        "This edition covers {states} States and {authorities} authorities with {designations} "
        "designations."
    ),
    "text.introduction.order": (
        "States stand in alphabetical order within each part. Under each State come its "
        "authorities, and under each authority what it is designated for."
    ),
    "text.introduction.types": "Request types and the provisions they rest on",
    "text.introduction.instruments": "Instruments and their abbreviations",
    "text.explanations.heading": "Explanatory notes",
    "text.explanations.fields": "What the fields mean",
    "text.explanations.marks": "What the marks mean",
    "text.explain.record_number": (
        "The number under which the directory keeps the authority, with the number of the "
        "revision printed here. Quote it when writing about a record."
    ),
    "text.explain.time_zone": (
        "The difference from Greenwich Mean Time in hours; a second figure holds in summer. "
        "Office hours are local time."
    ),
    "text.explain.telephone": (
        "Numbers start with + and the international code of the State; “ext.” goes before an "
        "extension."
    ),
    "text.explain.designated_under": (
        "The provisions for which the State has named the authority, for example UNTOC 18(13) "
        "for article 18, paragraph 13."
    ),
    "text.explain.role": (
        "The treaty’s word for the authority’s part, and what it does with requests: it receives "
        "them, executes them, transmits them for execution, or sends those of its own State."
    ),
    "text.explain.area_of_jurisdiction": (
        "Where nothing is said, the authority is competent for the whole State."
    ),
    "text.explain.channels": (
        "The ways by which a request may travel. Normal and urgent cases are two separate answers: "
        "what is accepted in one need not be accepted in the other."
    ),
    "text.explain.interpol": (
        "Whether requests may be sent through the International Criminal Police Organization "
        "(INTERPOL) where the two States agree and, for urgent cases, where possible."
    ),
    "text.explain.accepted_languages": (
        "The languages in which a request, or its translation, is accepted."
    ),
    "text.explain.information_needed": "What a request has to say so that it can be executed.",
    "text.explain.documentation": "The papers that have to come with the request.",
    "text.explain.dual_criminality": (
        "Whether the conduct has to be an offence in both States before assistance is given."
    ),
    "text.explain.legal_basis": (
        "Whether the State takes the Convention itself as the legal basis of cooperation."
    ),
    "text.explain.last_confirmed": (
        "The day on which the State last said that the record still holds."
    ),
    "text.explain.not_stated": "The State has given no answer. It means neither yes nor no.",
    "text.explain.mark.not_confirmed": (
        "Each State is asked once a year to confirm its records, with reminders after 30 and 60 "
        "days. A record is marked “not confirmed” from day 90 after its confirmation was due. It "
        "may still be right; ask the authority before relying on it."
    ),
    "text.explain.mark.contact_changed": (
        "An address, a telephone number or a channel changed in the 30 days before the closing "
        "date. Compare it with what you hold before sending anything."
    ),
    "text.explain.mark.historic_name": "Historic",
    "text.explain.mark.made_up_name": "Made up",
    "text.explain.mark.historic": (
        "The record comes from a public notification of past years and was never confirmed to "
        "this directory."
    ),
    "text.explain.mark.made_up": (
        "The record was written for the demonstration. No such authority exists; its addresses "
        "and numbers lead nowhere."
    ),
    "text.explain.second_part": "Part II",
    "text.explain.second_part_meaning": (
        "What holds for a State as a whole stands in part I. An authority that stands in both "
        "parts is printed in full in part I; part II gives its address, its numbers and its "
        "designations, and the page of the full entry."
    ),
    "text.explain.hidden": "[U+XXXX]",
    "text.explain.hidden_meaning": (
        "Stands for a hidden or missing character in the text received, by its Unicode number."
    ),
    "text.contents.heading": "Contents",
    "text.full_in": "Office hours, contact points, links and notes: part {number}",
    "text.record_number": "{number}, revision {revision}",
    "text.not_designated.sentence": (
        "{state} has designated no authority on record for this part of the directory."
    ),
    "text.not_designated.advice": (
        "Send the request through diplomatic channels, and ask the State's Permanent Mission "
        "which authority will receive it. A State designates an authority by note verbale to the "
        "Secretary-General."
    ),
    "text.index.heading": "Index by request type",
    "text.index.none": "No State has designated an authority for this request type.",
    "text.missing.heading": "States without designation",
    "text.missing.explanation": (
        "States of which no authority is on record here, for each part and request type. Those "
        "without any authority in a part stand first and are not repeated below. The lists do not "
        "say whether a State is bound by the provision."
    ),
    "text.missing.not_counted": (
        "A designation that had ended or had not begun on the closing date, or that is for sending "
        "requests alone, stands in the entry of its authority but is not counted in the indices, "
        "the figures and these lists."
    ),
    "text.missing.any": "No authority for any request type",
    "text.missing.none": "None: every State of this part has designated an authority.",
    "text.colophon.heading": "Colophon",
    "text.colophon.edition": "Edition",
    "text.colophon.issuer": "Issuer",
    "text.colophon.closing": "Closing date",
    "text.colophon.closing_value": "{day}, {time} UTC",
    "text.colophon.issue": "Issue date",
    "text.colophon.states": "States",
    "text.colophon.authorities": "Authorities",
    "text.colophon.authorities_value": (
        "{authorities}, of them {real} from real notifications and {made_up} made up"
    ),
    "text.colophon.designations": "Designations",
    "text.colophon.not_confirmed": "Authorities not confirmed",
    "text.colophon.content_hash": "SHA-256 of the content",
    "text.colophon.trail_head": "Head of the audit trail",
    "text.colophon.files": "Files",
    "text.colophon.files_value": (
        "This edition exists as a PDF file, for reading and printing, and as an RTF file, for "
        "word processors. Both say the same."
    ),
    "text.colophon.proof": (
        "The hash was taken over the content from which both files were made, and the head of the "
        "audit trail is the last entry in it when the content was frozen. The files depend on "
        "nothing else, so that anyone who holds the content can make them again and compare."
    ),
}

_BOOK = {
    # Changes since the last edition.
    "change.new": "New",
    "change.amended": "Amended",
    "change.ended": "Ended",
    "change.not_confirmed": "No longer confirmed",
    "change.designation_new": "New designation",
    "change.designation_amended": "Designation amended",
    "change.designation_ended": "Designation ended",
    "change.requirement_new": "New requirements of the State",
    "change.requirement_amended": "Requirements of the State amended",
    "change.requirement_ended": "Requirements of the State ended",
    "change.whole_state": "The State as a whole",
    "change.before": "Before: ",
    "change.after": "Now: ",
    "change.added": "Added: ",
    "change.removed": "Removed: ",
    "text.changes.heading": "Changes since the last edition",
    "text.changes.first": (
        "This is the first edition of the directory: there is no earlier one to compare it with."
    ),
    "text.changes.withdrawn": (
        "Every earlier edition of the directory was withdrawn: there is none to compare this one "
        "with."
    ),
    "text.changes.explanation": (
        "This list compares the edition with edition {number}, State by State: authorities and "
        "designations that are new or have ended, and every field that was amended, in the words "
        "of both editions. A State that is not listed has not changed. A record that was confirmed "
        "without a change is not listed."
    ),
    "text.changes.none": "Nothing has changed since edition {number}.",
    "text.changes.new_count": "New authorities",
    "text.changes.amended_count": "Amended authorities",
    "text.changes.ended_count": "Ended authorities",
    "text.changes.not_confirmed_count": "No longer confirmed",
    "text.changes.states_count": "States with a change",
    "text.changes.entry": "The whole entry as it is now",
    "text.changes.record": "record {number}",
    # Indices.
    "text.states_index.heading": "Index of States",
    "text.states_index.explanation": (
        "Every State by its name in each language of the directory, with the page of its chapter "
        "in part I. The contents give the pages of part II."
    ),
    "text.interpol_index.heading": "INTERPOL and round-the-clock contacts",
    "text.interpol_index.explanation": (
        "Authorities for which the State has said that requests may be sent through the "
        "International Criminal Police Organization (INTERPOL). Read the entry for the conditions."
    ),
    "text.interpol_index.both": "Through INTERPOL in normal and in urgent cases",
    "text.interpol_index.normal": "Through INTERPOL in normal cases only",
    "text.interpol_index.urgent": "Through INTERPOL in urgent cases only",
    "text.interpol_index.round_the_clock": "Urgent contacts reached 24 hours a day, 7 days a week",
    "text.index.nobody": "None is on record.",
    "text.languages_index.heading": "Index by accepted language",
    "text.languages_index.explanation": (
        "States that accept requests in a language. Request types stand in brackets where the "
        "language is not accepted for all of them. Read the entry for the conditions, such as a "
        "certified translation."
    ),
    # Parties, and who else may help.
    "text.parties.heading": "Parties to the instruments",
    "text.parties.explanation": (
        "Who is bound by each instrument, by which act and since when, as far as it is known here. "
        "The Secretary-General, as depositary, has the status that counts."
    ),
    "text.parties.count": "Parties: {number}",
    "text.fallback.heading": "If no authority answers",
    "text.fallback.explanation": (
        "Where no authority is designated, or none answers, send the request through diplomatic "
        "channels. These States have named a body that may help."
    ),
    "text.fallback.none": "No State has named a body that may help.",
    # The edition in figures.
    "text.figures.heading": "The edition in figures",
    "text.figures.explanation": (
        "The numbers of this edition; its PDF file shows them as charts too."
    ),
    "text.figures.alternative": "Bar chart: {numbers}.",
    "text.figures.request_types": "Authorities by request type",
    "text.figures.confirmations": "Authorities by the time since they were last confirmed",
    "text.figures.regions": "States with an authority in part I, by region",
    "text.figures.of": "{number} of {whole}",
    "figure.months_3": "Less than 3 months",
    "figure.months_6": "3 to 6 months",
    "figure.months_12": "6 to 12 months",
    "figure.older": "A year or more",
    "figure.never": "Never confirmed to this directory",
    "region.africa": "Africa",
    "region.americas": "Americas",
    "region.asia": "Asia",
    "region.europe": "Europe",
    "region.oceania": "Oceania",
    # The update form.
    "text.form.heading": "Update form",
    "text.form.explanation": (
        "With this form a State reports a new authority, a change, the end of a designation, or "
        "that a record still holds. Use one form for each authority, leave empty what does not "
        "change, and send it with a note verbale of the Permanent Mission. The online directory "
        "has the same form."
    ),
    "text.form.return": "Return it to: {address}",
    "text.form.next_closing": "The next edition closes on {day}.",
    "form.section.report": "What is reported",
    "form.section.authority": "Authority",
    "form.section.contact": "Contact points and hours",
    "form.section.requests": "How requests are received",
    "form.section.requirements": "What a request must satisfy",
    "form.section.signature": "Note verbale and signature",
    "form.state": "State",
    "form.kind": "This form reports",
    "form.kind_choices": (
        "☐ a new designation   ☐ a change   ☐ an end   ☐ a confirmation without change"
    ),
    "form.provisions": "Treaties and articles",
    "form.request_types": "Request types",
    "form.territory": "Whole State, or territory",
    "form.territory_choices": "☐ whole State   ☐ territory:",
    "form.record": "Record number, if there is one",
    "form.name": "Name, in the original language",
    "form.other_names": "Name in English, French and Spanish",
    "form.service": "Service",
    "form.address": "Full postal address",
    "form.telephones": "Telephones and faxes",
    "form.emails": "E-mail addresses and website",
    # `form.post` is the code of requests by post.
    "form.contact_post": "Post to be contacted",
    "form.person": "Name of the person, if it is to be printed",
    "form.visibility": "Shown to",
    "form.visibility_choices": "☐ every account   ☐ the secretariat only",
    "form.urgent": "Urgent contact and its hours",
    "form.hours": "Office hours, lunch break and time zone",
    "form.languages_spoken": "Languages in contact",
    "form.languages_normal": "Languages of requests, normal cases",
    "form.languages_urgent": "Languages of requests, urgent cases",
    "form.channels_normal": "Channels, normal cases",
    "form.channels_urgent": "Channels, urgent cases",
    "form.channel_choices": "☐ direct   ☐ diplomatic   ☐ INTERPOL   ☐ other:",
    "form.forms": "Formats accepted, encryption, original by post",
    "form.urgent_procedure": "Procedure in urgent cases",
    "form.information": "Information needed",
    "form.documentation": "Documentation required, for a person charged or sentenced",
    "form.dual_criminality": "Dual criminality and other requirements",
    "form.legal_basis": "Convention as legal basis; other bases",
    "form.laws": "Laws, templates and guides: addresses or annexes",
    "form.uncac": "Convention against Corruption: areas of assistance, networks",
    "form.competence": "Competence, if there are several authorities",
    "form.replaces": "Record replaced, and in force from",
    "form.note": "Note verbale: number and date",
    "form.signature": "Signature and stamp of the mission",
    # The colophon.
    "text.colophon.previous": "Edition before",
    "text.colophon.next_closing": "Next closing date",
    "text.colophon.wording": "Wording",
    "text.colophon.draft": (
        "The labels, titles and notes of this language are a draft that no person has reviewed. "
        "What States have written is printed as it was received."
    ),
    "text.colophon.reviewed": "A person has reviewed the labels, titles and notes.",
    "text.colophon.verify": (
        "To check a file, open its page in the online directory and compare the SHA-256 shown "
        "there, look at the signature in the reader of the PDF file, or give the file to the "
        "command “edition verify”. Each copy is marked with its number and the organisation it "
        "was made for, in the foot of every page and in the file itself."
    ),
}

WORDS: dict[str, str] = {
    **_LABELS,
    **_CODES,
    **_ASSISTANCE,
    **_DETAILS,
    **_MARKS,
    **_WORDS,
    **_CALENDAR,
    **_TEXTS,
    **_BOOK,
}
