-- CreateIndex
CREATE INDEX "ScreenRun_digest_barTime_idx" ON "ScreenRun"("digest", "barTime");
