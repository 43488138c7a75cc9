function t = NaT(varargin)
  % t = NaT(), NaT(n), NaT(m, n, ...): datetimes that are no time.
  [args, options] = __name_values__(varargin, {'Format', 'TimeZone'});
  pairs = [fieldnames(options), struct2cell(options)].';
  t = datetime(NaN(args{:}), 1, 1, pairs{:});
end
