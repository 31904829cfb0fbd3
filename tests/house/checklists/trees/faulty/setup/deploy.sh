#!/bin/sh
set -x
printenv
az role assignment create --role Owner --scope "/subscriptions/$id"
az ad sp create-for-rbac --name pipeline
assign_role "Contributor" "$group" "group"
az storage blob generate-sas --account-name data
kubectl apply -f - << EOF
kind: CronJob
EOF
