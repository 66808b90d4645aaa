/**
 * The part of the module file that isn't about one cmdlet: how a command becomes a request. Written for this practice cloud; it
 * uses what the real module offers to the script it imports: a connection context by $ConnectionContextObjectId, with token,
 * tenant, base address, routing hint and page size (real-client.md 2.2, 2.3, 4, 5). Runs in Windows PowerShell 5.1 and 7.
 */
export const RUNTIME_SCRIPT = String.raw`
$LargestPage = 1000
$PartsPerBatch = 10
$FilterNames = @('Filter', 'RecipientFilter', 'RecipientPreviewFilter')
$CommonNames = @([System.Management.Automation.Cmdlet]::CommonParameters)
$MoreResultsStart = 'There are more results available'
$global:EXO_LastExecutionStatus = $true

function Get-CommandContext
{
    [Microsoft.Exchange.Management.ExoPowershellSnapin.ConnectionContextFactory]::GetCurrentConnectionContext($ConnectionContextObjectId)
}

function Encrypt-Value
{
    param([AllowNull()] $Value)
    if ($Value -is [System.Management.Automation.PSCredential])
    {
        $Value = ConvertTo-Json -Compress -InputObject @{ UserName = $Value.UserName; Password = $Value.GetNetworkCredential().Password }
    }
    elseif ($Value -is [System.Security.SecureString])
    {
        $Value = [System.Net.NetworkCredential]::new('', $Value).Password
    }
    if ([string]::IsNullOrEmpty($Value)) { return $Value }
    $rsa = New-Object -TypeName System.Security.Cryptography.RSACryptoServiceProvider
    try
    {
        $rsa.FromXmlString($PublicKey)
        return [System.Convert]::ToBase64String($rsa.Encrypt([System.Text.Encoding]::UTF8.GetBytes($Value), $false))
    }
    finally { $rsa.Dispose() }
}

function ConvertTo-WireTable
{
    param([System.Collections.IDictionary] $Table)
    $wire = @{ '@odata.type' = '#Exchange.GenericHashTable' }
    foreach ($key in @($Table.Keys)) { $wire[[string]$key] = $Table[$key] }
    $wire
}

function ConvertTo-WireText
{
    param($Value, [string] $Name)
    $property = $Value.PSObject.Properties[$Name]
    if ($null -ne $property) { return [string]$property.Value }
    return $Value.ToString()
}

function ConvertTo-WireParameters
{
    param([System.Collections.IDictionary] $Parameters)
    $wire = @{}
    foreach ($name in @($Parameters.Keys))
    {
        if ($name -eq 'UseCustomRouting') { continue }
        $value = $Parameters[$name]
        if ($null -eq $value) { $wire[$name] = $null; continue }
        $base = $value.PSObject.BaseObject
        if ($base -is [switch]) { $wire[$name] = $base.ToBool() }
        elseif ($CommonNames -contains $name) { $wire[$name] = $base.ToString() }
        elseif ($base -is [hashtable]) { $wire[$name] = ConvertTo-WireTable -Table $base }
        elseif ($base -is [hashtable[]])
        {
            $wire[$name + '@odata.type'] = '#Collection(Exchange.GenericHashTable)'
            $wire[$name] = $base
        }
        elseif ($base -is [byte[]]) { $wire[$name] = @{ '@odata.type' = '#Exchange.ByteArrayType'; Data = [int[]]$base } }
        elseif ($base -is [string] -or $base -is [bool] -or $base -is [System.Collections.IDictionary]) { $wire[$name] = $base }
        elseif ($base -is [datetime] -or $base -is [System.DateTimeOffset])
        {
            $wire[$name] = $base.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss', [System.Globalization.CultureInfo]::InvariantCulture)
        }
        elseif ($base.GetType().IsPrimitive -or $base -is [decimal] -or $base -is [enum]) { $wire[$name] = $base }
        elseif ($base -is [System.Management.Automation.PSCustomObject]) { $wire[$name] = ConvertTo-WireText -Value $value -Name $name }
        elseif ($base -is [System.Collections.IEnumerable])
        {
            $items = [System.Collections.ArrayList]::new()
            foreach ($item in $base)
            {
                if ($null -ne $item -and $item.PSObject.BaseObject -is [System.Management.Automation.PSCustomObject]) { $null = $items.Add($item.ToString()) }
                elseif ($item -is [string]) { $null = $items.Add($item.PSObject.BaseObject) }
                else { $null = $items.Add($item) }
            }
            $wire[$name] = $items.ToArray()
        }
        else { $wire[$name] = $base.ToString() }
        if ($FilterNames -contains $name) { $wire[$name] = ([string]$wire[$name]) -replace '\$true', "'True'" -replace '\$false', "'False'" }
    }
    $wire
}

function Get-CustomRoute
{
    param([string] $Identity, [string] $TenantId)
    $mailbox = ($Identity -split ':')[0]
    if ($mailbox -match '^[^@\s]+@[^@\s]+$') { return 'SMTP:' + $mailbox }
    $guid = [guid]::Empty
    if ([guid]::TryParse($mailbox, [ref]$guid)) { return 'MBX:' + $guid + '@' + $TenantId }
    return $null
}

function New-CommandHeaders
{
    param($Context, $AuthInfo, [string] $CmdletName, [string] $RequestId, [System.Collections.IDictionary] $Parameters, [string] $RoutingIdentity)
    $headers = @{
        'Authorization' = $AuthInfo.AuthorizationHeader
        'Accept' = 'application/json'
        'Accept-Charset' = 'UTF-8'
        'Accept-Encoding' = 'gzip'
        'Content-Type' = 'application/json'
        'X-CmdletName' = $CmdletName
        'X-ResponseFormat' = 'clixml'
        'X-SerializationLevel' = 'Partial'
        'X-ClientApplication' = 'ExoManagementModule'
        'client-request-id' = $RequestId
        'connection-id' = [string]$Context.ConnectionId
    }
    if ($PSUICulture) { $headers['Accept-Language'] = $PSUICulture }
    $client = @(Get-Module -Name ExchangeOnlineManagement)[0]
    if ($null -ne $client) { $headers['X-ClientModuleVersion'] = [string]$client.Version }
    $warning = [string]$Parameters['WarningAction']
    if ($warning -eq 'Ignore') { $warning = 'SilentlyContinue' }
    $headers['WarningAction'] = $warning
    $prefix = $Context.RoutingHintPrefix
    if (-not $prefix) { $prefix = 'UPN' }
    $hint = $Context.RoutingHint
    if (-not $hint) { $hint = $AuthInfo.UserPrincipalName }
    $headers['X-AnchorMailbox'] = $prefix + ':' + $hint
    if ($Parameters['UseCustomRouting'] -and $RoutingIdentity)
    {
        $route = Get-CustomRoute -Identity $RoutingIdentity -TenantId $AuthInfo.TenantId
        if ($route)
        {
            $headers['X-AnchorMailbox'] = $route
            $headers['parameter-based-routing'] = 'True'
        }
    }
    $headers
}

function ConvertTo-CommandBody
{
    param([string] $CmdletName, $Wire)
    ConvertTo-Json -Compress -Depth 10 -InputObject @{ CmdletInput = @{ CmdletName = $CmdletName; Parameters = $Wire } }
}

function Send-CommandRequest
{
    param([string] $Uri, [System.Collections.IDictionary] $Headers, [string] $Body)
    $progress = $global:ProgressPreference
    $global:ProgressPreference = 'SilentlyContinue'
    try
    {
        $answer = Invoke-WebRequest -UseBasicParsing -Method Post -TimeoutSec 960 -Uri $Uri -Headers $Headers -Body ([System.Text.Encoding]::UTF8.GetBytes($Body))
        if ($answer.Content) { ConvertFrom-Json -InputObject $answer.Content }
    }
    finally { $global:ProgressPreference = $progress }
}

function Write-ErrorMessage
{
    param([string] $CmdletName, $Content, [string] $Fallback)
    $global:EXO_LastExecutionStatus = $false
    $text = $Fallback
    $target = $null
    $category = $null
    if ($Content -is [string] -and $Content)
    {
        try { $Content = ConvertFrom-Json -InputObject $Content } catch { $Content = $null }
    }
    if ($Content.error)
    {
        $detail = @($Content.error.details)[0]
        if ($detail.message)
        {
            $text = $detail.message
            $target = $detail.target
            $category = $detail.code -as [System.Management.Automation.ErrorCategory]
        }
        elseif ($Content.error.innererror.internalexception.message) { $text = $Content.error.innererror.internalexception.message }
        elseif ($Content.error.message) { $text = $Content.error.message }
    }
    if ($null -eq $category) { $category = [System.Management.Automation.ErrorCategory]::NotSpecified }
    Write-Error -Exception ([System.Exception]::new([string]$text)) -ErrorId '[]' -Category $category -TargetObject $target -CategoryActivity $CmdletName
}

function Write-CommandResult
{
    param($Result, [bool] $MorePages)
    if ($null -eq $Result) { return }
    $rows = @($Result.value)[0]
    if ($rows._cliXml) { [System.Management.Automation.PSSerializer]::Deserialize($rows._cliXml) }
    foreach ($warning in @($Result.'@adminapi.warnings'))
    {
        if ($warning -and -not ($MorePages -and $warning.StartsWith($MoreResultsStart))) { Write-Warning $warning }
    }
    foreach ($problem in @($Result.'@adminapi.errors'))
    {
        if ($problem)
        {
            $global:EXO_LastExecutionStatus = $false
            Write-Error $problem
        }
    }
}

function New-CommandBatch
{
    param([switch] $EnableBatchingStatus, [bool] $ExpectingInput)
    $global:EXO_LastExecutionStatus = $true
    if ($EnableBatchingStatus -and $ExpectingInput) { return @{ Parts = [System.Collections.ArrayList]::new(); RequestId = [guid]::NewGuid().ToString() } }
    return $null
}

function Send-CommandBatch
{
    param($Batch)
    if ($Batch.Parts.Count -eq 0) { return }
    $context = Get-CommandContext
    $auth = $context.GetAuthHeader([string]::Empty, $Batch.RequestId)
    $parts = $Batch.Parts.ToArray()
    $Batch.Parts.Clear()
    $Batch.RequestId = [guid]::NewGuid().ToString()
    $headers = $parts[-1].headers.Clone()
    $headers['Prefer'] = 'odata.continue-on-error'
    $headers['Authorization'] = $auth.AuthorizationHeader
    $name = $headers['X-CmdletName']
    try
    {
        $body = ConvertTo-Json -Depth 20 -InputObject @{ requests = $parts }
        $answer = Send-CommandRequest -Uri ($auth.BaseUri + '/' + $auth.TenantId + '/$batch') -Headers $headers -Body $body
    }
    catch
    {
        Write-ErrorMessage -CmdletName $name -Content $_.ErrorDetails.Message -Fallback $_.Exception.Message
        return
    }
    foreach ($part in $parts)
    {
        $found = @($answer.responses | Where-Object { $_.id -eq $part.id })[0]
        if ($found.status -ne 200)
        {
            Write-ErrorMessage -CmdletName $name -Content $found.body -Fallback ('The service answered with status ' + $found.status)
            continue
        }
        $result = $found.body
        $unlimited = [string]$part.body.CmdletInput.Parameters['ResultSize'] -eq 'Unlimited'
        Write-CommandResult -Result $result -MorePages $unlimited
        if ($result.'@adminapi.confirmationmessage') { Write-Host ('What if: ' + $result.'@adminapi.confirmationmessage') }
        while ($unlimited -and $result.'@odata.nextLink')
        {
            try { $result = Send-CommandRequest -Uri $result.'@odata.nextLink' -Headers $part.headers -Body (ConvertTo-Json -Compress -Depth 10 -InputObject $part.body) }
            catch
            {
                Write-ErrorMessage -CmdletName $name -Content $_.ErrorDetails.Message -Fallback $_.Exception.Message
                break
            }
            Write-CommandResult -Result $result -MorePages ([bool]$result.'@odata.nextLink')
        }
    }
}

function Complete-CommandBatch
{
    param($Batch)
    if ($null -ne $Batch) { Send-CommandBatch -Batch $Batch }
}

function Execute-Command
{
    param([string] $CmdletName, [System.Collections.IDictionary] $Parameters, [bool] $ShowConfirmPrompt, $PSCmdletObject, $Batch, [string] $RoutingIdentity)
    $requestId = [guid]::NewGuid().ToString()
    if ($null -ne $Batch) { $requestId = $Batch.RequestId }
    $context = Get-CommandContext
    $auth = $context.GetAuthHeader([string]::Empty, $requestId)
    $wire = ConvertTo-WireParameters -Parameters $Parameters
    if ($ShowConfirmPrompt -and -not $wire.ContainsKey('Confirm')) { $wire['Confirm'] = $true }

    $pageSize = $LargestPage
    if ($context.PageSize -ge 1 -and $context.PageSize -le $LargestPage) { $pageSize = [int]$context.PageSize }
    $unlimited = [string]$wire['ResultSize'] -eq 'Unlimited'
    $left = $pageSize
    if (-not $unlimited -and $wire.ContainsKey('ResultSize'))
    {
        $left = 0
        if (-not [int]::TryParse([string]$wire['ResultSize'], [ref]$left) -or $left -le 0)
        {
            $global:EXO_LastExecutionStatus = $false
            Write-Error 'ResultSize must be greater than 0'
            return
        }
    }
    $size = $pageSize
    if (-not $unlimited) { $size = [Math]::Min($left, $pageSize) }

    $headers = New-CommandHeaders -Context $context -AuthInfo $auth -CmdletName $CmdletName -RequestId $requestId -Parameters $Parameters -RoutingIdentity $RoutingIdentity
    if ($null -ne $Batch -and -not $ShowConfirmPrompt)
    {
        $headers['Prefer'] = 'odata.maxpagesize={0};odata.continue-on-error' -f $size
        $null = $Batch.Parts.Add(@{
            id = [string]$Batch.Parts.Count
            method = 'POST'
            url = $auth.BaseUri + '/' + $auth.TenantId + '/InvokeCommand'
            headers = $headers
            body = @{ CmdletInput = @{ CmdletName = $CmdletName; Parameters = $wire } }
        })
        if ($Batch.Parts.Count -ge $PartsPerBatch) { Send-CommandBatch -Batch $Batch }
        return
    }

    $uri = $auth.BaseUri + '/' + $auth.TenantId + '/InvokeCommand'
    do
    {
        # Only the requests stand in the try block: what a command further down the pipeline throws is not ours to report.
        try
        {
            $headers['Prefer'] = 'odata.maxpagesize={0}' -f $size
            $result = Send-CommandRequest -Uri $uri -Headers $headers -Body (ConvertTo-CommandBody -CmdletName $CmdletName -Wire $wire)
            $question = $result.'@adminapi.confirmationmessage'
            if ($question)
            {
                $go = $PSCmdletObject.ShouldProcess($question, $null, $null)
                if (-not $go -or -not $ShowConfirmPrompt) { return }
                $wire['Confirm'] = $false
                $result = Send-CommandRequest -Uri $uri -Headers $headers -Body (ConvertTo-CommandBody -CmdletName $CmdletName -Wire $wire)
            }
            $uri = $result.'@odata.nextLink'
            $left -= $size
            $again = [bool]$uri -and ($unlimited -or $left -gt 0)
            if ($again)
            {
                $auth = $context.GetAuthHeader([string]::Empty, $requestId)
                $headers['Authorization'] = $auth.AuthorizationHeader
                if (-not $unlimited) { $size = [Math]::Min($left, $pageSize) }
            }
        }
        catch
        {
            Write-ErrorMessage -CmdletName $CmdletName -Content $_.ErrorDetails.Message -Fallback $_.Exception.Message
            return
        }
        Write-CommandResult -Result $result -MorePages $again
    } while ($again)
}
`;
