"""The audit log in Swedish: what is moved to another installation, or came from one."""

TRANSFER_SENTENCES = {
    "transfer.exported": "Allt skrevs till en fil för att flyttas. Kommuner: {kommuner}, självskattningar: "
    "{assessments}, personer: {people}. Filens SHA-256: {file_hash}",
    "transfer.imported": "Allt kom från en fil ur en annan installation. Kommuner: {kommuner}, självskattningar: "
    "{assessments}, personer: {people}. Rader ur loggen där: {lines}. Filens SHA-256: {file_hash}",
    "transfer.log_kept": "Rad {first}–{last} ur en annan installations logg sparades ordagrant.",
}
