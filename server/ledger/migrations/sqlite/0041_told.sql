-- Who of the staff told a recipient: of an erasure and a restriction too.
alter table told add column staff_id blob;
