-- SPDX-License-Identifier: GPL-2.0-or-later
-- Jurisdictions.

-- name: JURISDICTION_COUNTRIES ()
SELECT id FROM jurisdiction WHERE member AND id <> 'INT' ORDER BY position
