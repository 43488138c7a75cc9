function t = datetime(varargin)
  % t = datetime(): now. datetime('today'), 'yesterday', 'tomorrow', 'now'.
  % t = datetime(y, mo, d), datetime(y, mo, d, h, mi, s, ms), datetime(matrix): by numbers.
  % t = datetime(texts, 'InputFormat', pattern): from text.
  % t = datetime(x, 'ConvertFrom', kind): from datenum, posixtime, excel, juliandate, yyyymmdd, ...
  % With 'Format', pattern and 'TimeZone', name.
  names = {'InputFormat', 'Format', 'TimeZone', 'ConvertFrom', 'Locale', 'PivotYear', 'Epoch', 'TicksPerSecond'};
  [args, options] = __name_values__(varargin, names);
  [zone, format] = deal('');
  if isfield(options, 'TimeZone')
    zone = __zone_name__(char(options.TimeZone));
  end
  if isempty(args)
    args = {'now'};
  end
  first = args{1};
  if isa(first, 'datetime')
    t = first;
    if isfield(options, 'TimeZone')
      t = __set_property__(t, 'TimeZone', zone);
    end
    if isfield(options, 'Format')
      t.Format = __datetime_format__(options.Format);
    end
    return
  elseif ischar(first) && any(strcmp(first, {'now', 'today', 'yesterday', 'tomorrow'}))
    data = relative(first, zone);
  elseif __is_text__(first)
    pattern = '';
    if isfield(options, 'InputFormat')
      pattern = char(options.InputFormat);
    end
    pivot = {};
    if isfield(options, 'PivotYear')
      pivot = {options.PivotYear};
    end
    data = __read_datetimes__(first, pattern, zone, pivot{:});
  elseif isfield(options, 'ConvertFrom')
    [data, utc] = converted(double(first), lower(char(options.ConvertFrom)), options);
    if ~isempty(zone) && ~utc
      data = __from_zone__(data, zone);
    end
  elseif isnumeric(first) || islogical(first)
    data = __from_zone__(by_numbers(args), zone);
  elseif iscell(first) && isempty(first)
    data = zeros(size(first));
  else
    error('MATLAB:datetime:InvalidData', 'Input data must be one of the following: a string array, character vector, or cell array of character vectors, or one or more numeric arrays.');
  end
  if isfield(options, 'Format')
    format = __datetime_format__(options.Format);
  end
  t = __object__('datetime', struct('data__', data, 'Format', format, 'TimeZone', zone));
end

function data = relative(word, zone)
  if isempty(zone)
    c = clock();
    data = __from_civil__(c(1), c(2), c(3), c(4), c(5), c(6));
  else
    data = __to_zone__(round(time() * 1e6) / 1e3, zone);
  end
  days = find(strcmp(word, {'yesterday', 'today', 'tomorrow'})) - 2;
  if ~isempty(days)
    data = floor(data / 86400000) * 86400000 + days * 86400000;
  end
  data = __from_zone__(data, zone);
end

function data = by_numbers(args)
  args = cellfun(@double, args, 'UniformOutput', false);
  if numel(args) == 1
    m = args{1};
    if ~any(size(m, 2) == [3 6]) || ndims(m) > 2
      error('MATLAB:datetime:InvalidNumericData', 'Numeric input data must be a matrix with three or six columns, or else three, six, or seven separate numeric arrays. You can also create datetimes from a single numeric array using the ''ConvertFrom'' parameter.');
    end
    args = num2cell(m, 1);
  elseif numel(args) == 7
    args{6} = args{6} + args{7} / 1000;
    args(7) = [];
  elseif ~any(numel(args) == [3 5 6])
    error('MATLAB:datetime:InvalidNumericData', 'Numeric input data must be a matrix with three or six columns, or else three, six, or seven separate numeric arrays. You can also create datetimes from a single numeric array using the ''ConvertFrom'' parameter.');
  end
  data = __from_civil__(args{:});
end

function [data, utc] = converted(x, kind, options)
  utc = false;
  switch kind
    case 'datenum'
      data = round((x - 719529) * 86400000 * 1000) / 1000;
    case {'posixtime', 'posix'}
      data = x * 1000;
      utc = true;
    case 'excel'
      data = (x - 25569) * 86400000;
    case 'excel1904'
      data = (x - 24107) * 86400000;
    case 'juliandate'
      data = round((x - 2440587.5) * 86400000);
      utc = true;
    case 'modifiedjuliandate'
      data = (x - 40587) * 86400000;
      utc = true;
    case 'yyyymmdd'
      data = __from_civil__(floor(x / 10000), mod(floor(x / 100), 100), mod(x, 100));
    case '.net'
      data = x / 10000 - 62135596800000;
    case 'ntfs'
      data = x / 10000 - 11644473600000;
      utc = true;
    case 'epochtime'
      epoch = 0;
      if isfield(options, 'Epoch')
        start = datetime(options.Epoch);
        epoch = start.data__;
      end
      ticks = 1;
      if isfield(options, 'TicksPerSecond')
        ticks = options.TicksPerSecond;
      end
      data = epoch + x / ticks * 1000;
      utc = true;
    otherwise
      error('MATLAB:datetime:UnrecognizedConversionType', 'Unrecognized conversion type: ''%s''.', kind);
  end
end
